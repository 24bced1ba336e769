namespace Sangam.Events;

/// <summary>A group was formed. <paramref name="Kind"/>: <c>peer-group</c>, <c>shg</c> or <c>committee</c>.</summary>
[EventType("membership.group-formed.v1")]
public sealed record GroupFormed(Guid GroupId, Code Kind, DateOnly FormedOn) : IEvent;

/// <summary>A group was closed; <paramref name="ClosedOn"/> is its last day.</summary>
[EventType("membership.group-closed.v1")]
public sealed record GroupClosed(Guid GroupId, DateOnly ClosedOn) : IEvent;

/// <summary>
/// A group met, or what is recorded of its meeting was corrected. The highest <paramref name="Revision"/> holds; <paramref
/// name="Withdrawn"/>: it was entered by mistake.
/// </summary>
[EventType("membership.group-met.v1")]
public sealed record GroupMet(
    Guid MeetingId,
    Guid GroupId,
    DateOnly MetOn,
    int Attendance,
    bool HasMinute,
    bool Withdrawn = false,
    int Revision = 1
) : IEvent;
