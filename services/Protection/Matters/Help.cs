namespace Protection.Matters;

/// <summary>Help given in a matter on a day.</summary>
public sealed class Help
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MatterId { get; private init; }
    public V1.HelpKind Kind { get; private init; }
    public DateOnly GivenOn { get; private init; }

    /// <summary>Sealed with the member's key; null if nothing was written.</summary>
    public byte[]? Note { get; private init; }

    /// <param name="note">Sealed for the member.</param>
    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Help In(Matter matter, V1.RecordHelpRequest request, byte[]? note, DateOnly today) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MatterId = matter.Id,
            Kind = Input.Choice(request.Kind, "kind"),
            GivenOn = Dates.PastOrToday(request.GivenOn, "given_on", today),
            Note = note,
        };
}
