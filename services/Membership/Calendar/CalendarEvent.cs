using System.Diagnostics;
using Sangam.Events;

namespace Membership.Calendar;

/// <summary>Something that the collective plans, and what came of it.</summary>
public sealed class CalendarEvent
{
    public const int LongestTitle = 100,
        LongestPlace = 200,
        MostAttendance = 1_000_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public V1.EventKind Kind { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Sealed with the collective's key, for where members meet is theirs alone; null when none was given.</summary>
    public byte[]? Place { get; private set; }
    public DateOnly PlannedOn { get; private set; }

    /// <summary>By India's clock; null: some time that day.</summary>
    public TimeOnly? StartsAt { get; private set; }
    public V1.EventStage Stage { get; private set; } = V1.EventStage.Planned;
    public DateOnly? HeldOn { get; private set; }

    /// <summary>How many came, once it was held.</summary>
    public int? Attendance { get; private set; }

    /// <summary>Goes up with every change; it is the etag, and orders the events.</summary>
    public int Revision { get; private set; }

    /// <summary>The public was invited: it counts among the public events.</summary>
    public bool IsPublic => Kind is V1.EventKind.PublicMeeting or V1.EventKind.Dialogue or V1.EventKind.SpecialDay;

    /// <summary>Plans it, for the first time or anew.</summary>
    /// <exception cref="Refusal">A field is wrong, or <c>not_planned</c>.</exception>
    public void Plan(V1.EventKind kind, string title, byte[]? place, DateOnly day, TimeOnly? startsAt)
    {
        RequirePlanned();
        Kind = Input.Choice(kind, "kind");
        Title = Input.Required(title, "title", LongestTitle);
        Place = place;
        PlannedOn = day;
        StartsAt = startsAt;
        Revision++;
    }

    /// <exception cref="Refusal"><c>not_planned</c>.</exception>
    public void Cancel()
    {
        RequirePlanned();
        Stage = V1.EventStage.Cancelled;
        Revision = Revision + 1;
    }

    /// <summary>It took place; again to correct day or attendance.</summary>
    /// <exception cref="Refusal"><c>event_cancelled</c>, <c>in_the_future</c>, <c>out_of_range</c>.</exception>
    public void Hold(DateOnly day, int attendance, DateOnly today)
    {
        if (Stage == V1.EventStage.Cancelled)
            throw Refusal.NotNow("event_cancelled", "It was cancelled. Take that back first.");
        if (day > today)
            throw Refusal.Invalid("held_on", "in_the_future", "This day has not come yet.");
        Stage = V1.EventStage.Held;
        HeldOn = day;
        Attendance = Input.Between(attendance, 0, MostAttendance, "attendance");
        Revision++;
    }

    /// <summary>Takes back that it was held or cancelled.</summary>
    /// <returns>What others are told: that it does not count any more; null when they never heard of it.</returns>
    /// <exception cref="Refusal"><c>already_planned</c>.</exception>
    public PublicEventHeld? Reopen()
    {
        if (Stage == V1.EventStage.Planned)
            throw Refusal.NotNow("already_planned", "It is planned, and neither held nor cancelled.");
        Revision++;
        var told = Told(withdrawn: true);
        Stage = V1.EventStage.Planned;
        HeldOn = null;
        Attendance = null;
        return told;
    }

    /// <summary>What others are told of a public event that was held; null for every other.</summary>
    public PublicEventHeld? Told(bool withdrawn = false) =>
        IsPublic && HeldOn is { } day ? new(Id, day, KindCode, Attendance ?? 0, withdrawn, Revision) : null;

    /// <exception cref="Refusal"><c>changed_meanwhile</c>.</exception>
    public void RequireEtag(string etag)
    {
        if (Input.Required(etag, "etag", 20) != this.Etag)
            throw Refusal.Changed();
    }

    private Code KindCode =>
        new(
            Kind switch
            {
                V1.EventKind.PublicMeeting => "public-meeting",
                V1.EventKind.Dialogue => "dialogue",
                V1.EventKind.SpecialDay => "special-day",
                _ => throw new UnreachableException(),
            }
        );

    private void RequirePlanned()
    {
        if (Stage != V1.EventStage.Planned)
            throw Refusal.NotNow("not_planned", "Only what is planned can be changed. Take back first that it was held or cancelled.");
    }
}
