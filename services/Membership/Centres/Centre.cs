namespace Membership.Centres;

/// <summary>A drop-in centre of the collective.</summary>
public sealed class Centre
{
    public const int LongestName = 100;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public string Block { get; set; } = "";
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Its last day; null while it exists.</summary>
    public DateOnly? ClosedOn { get; private set; }
    public int Revision { get; private set; } = 1;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Centre From(V1.SetUpCentreRequest request, DateOnly today) =>
        new()
        {
            Name = Input.Required(request.Name, "name", LongestName),
            Block = Input.Slug(request.Block, "block"),
            OpenedOn = Dates.PastOrToday(request.OpenedOn, "opened_on", today),
        };

    /// <exception cref="Refusal">A field is wrong, or <c>changed_meanwhile</c>.</exception>
    public void Change(V1.ChangeCentreRequest request)
    {
        if (Input.Required(request.Etag, "etag", 20) != this.Etag)
            throw Refusal.Changed();
        Name = Input.Required(request.Name, "name", LongestName);
        Block = Input.Slug(request.Block, "block");
        Revision = Revision + 1;
    }

    /// <param name="lastOpen">The last day on which it was open; null if there is none.</param>
    /// <exception cref="Refusal"><c>already_closed</c>, <c>before_opening</c>, <c>open_later</c>.</exception>
    public void Close(DateOnly day, DateOnly? lastOpen)
    {
        if (ClosedOn is not null)
            throw Refusal.NotNow("already_closed", "This centre is closed already.");
        if (day < OpenedOn)
            throw Refusal.Invalid("closed_on", "before_opening", "The centre had not been set up by that day.");
        if (day < lastOpen)
            throw Refusal.Invalid("closed_on", "open_later", "It was open on a later day. Choose that day or a later one.");
        ClosedOn = day;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>before_opening</c>, <c>centre_closed</c>.</exception>
    public void RequireExists(DateOnly day)
    {
        if (day < OpenedOn)
            throw Refusal.Invalid("open_on", "before_opening", "The centre had not been set up by that day.");
        if (ClosedOn < day)
            throw Refusal.NotNow("centre_closed", "This centre was closed for good before that day.");
    }
}
