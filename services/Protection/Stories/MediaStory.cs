namespace Protection.Stories;

/// <summary>
/// A story the media published about the collective or its members. One in which a person can be recognised needs her written
/// authorisation (Bharatiya Nyaya Sanhita 2023, s.72).
/// </summary>
public sealed class MediaStory
{
    public const int LongestOutlet = 100;
    public const int LongestHeadline = 200;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Outlet { get; private init; } = "";
    public string Headline { get; private init; } = "";
    public DateOnly PublishedOn { get; private init; }

    /// <summary>A person can be recognised in it.</summary>
    public bool Identifying { get; private init; }

    /// <summary>She agreed in writing.</summary>
    public bool Authorised { get; private init; }

    /// <summary>The member it is about, if that is written down; she must then have agreed to it when she can be recognised.</summary>
    public Guid? MemberId { get; private init; }

    /// <exception cref="Refusal">A field is wrong; <c>authorisation_required</c> when a person can be recognised and did not
    /// agree.</exception>
    public static MediaStory From(V1.RecordStoryRequest request, DateOnly today)
    {
        var story = new MediaStory
        {
            Id = Guid.CreateVersion7(),
            Outlet = Input.Required(request.Outlet, "outlet", LongestOutlet),
            Headline = Input.Required(request.Headline, "headline", LongestHeadline),
            PublishedOn = Dates.Past(request.PublishedOn, "published_on", today),
            Identifying = request.Identifying,
            Authorised = request.Authorised,
            MemberId = request.MemberId.Length == 0 ? null : Input.Id(request.MemberId, "member_id"),
        };
        return story.Authorised || !story.Identifying
            ? story
            : throw Refusal.NotNow("authorisation_required", "Somebody can be recognised in this story. She must first agree in writing.");
    }

    public V1.MediaStory ToMessage() =>
        new()
        {
            Id = Id.ToString(),
            Outlet = Outlet,
            Headline = Headline,
            PublishedOn = PublishedOn.ToMessage(),
            Identifying = Identifying,
            Authorised = Authorised,
            MemberId = MemberId?.ToString() ?? "",
        };
}
