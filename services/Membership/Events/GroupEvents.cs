namespace Sangam.Events;

/// <summary>A peer group or SHG was formed. <paramref name="Kind"/>: <c>peer-group</c> or <c>shg</c>.</summary>
[EventType("membership.group-formed.v1")]
public sealed record GroupFormed(Guid GroupId, Code Kind, DateOnly FormedOn) : IEvent;

/// <summary>A group met.</summary>
[EventType("membership.group-met.v1")]
public sealed record GroupMet(Guid MeetingId, Guid GroupId, DateOnly MetOn, int Attendance, bool HasMinute) : IEvent;
