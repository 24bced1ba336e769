namespace Training.Orientations;

/// <summary>An orientation of outsiders: how many came, and nothing about who they were.</summary>
public sealed class Orientation
{
    public const int MostPeople = 100_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public V1.Audience Audience { get; private init; }
    public V1.Mode Mode { get; private init; }
    public DateOnly HeldOn { get; private init; }

    /// <summary>Attendances, 1 to <see cref="MostPeople"/>.</summary>
    public int Count { get; private init; }

    /// <summary>Digests of the marks that some of them chose, each once; see <see cref="Token"/>.</summary>
    public string[] Tokens { get; private set; } = [];

    /// <exception cref="Refusal">A field is wrong, or there are more tokens than people who came (<c>too_many</c>).</exception>
    public static Orientation From(V1.HoldOrientationRequest request, DateOnly today)
    {
        var count = Input.Between(request.Count, 1, MostPeople, "count");
        if (request.Tokens.Count > count)
            throw Refusal.Invalid("tokens", "too_many", "There are more tokens than people who came.");
        return new()
        {
            Id = Guid.CreateVersion7(),
            Audience = Input.Choice(request.Audience, "audience"),
            Mode = Input.Choice(request.Mode, "mode"),
            HeldOn = Dates.Past(request.HeldOn, "held_on", today),
            Count = count,
        };
    }

    /// <summary>The tokens of the request, as digests.</summary>
    public void Keep(string[] tokens) => Tokens = tokens;
}
