namespace Membership.Groups;

/// <summary>A meeting of a group. With a minute it makes the group active in its month; without one it still owes it.</summary>
public sealed class Meeting
{
    public const int LongestMinute = 10_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid GroupId { get; private init; }
    public DateOnly MetOn { get; private init; }

    /// <summary>How many attended.</summary>
    public int Attendance { get; private init; }

    /// <summary>Sealed with the collective's key, for it may tell of anyone; null without one.</summary>
    public byte[]? Minute { get; private init; }
    public List<Attendance> Attended { get; private init; } = [];

    /// <param name="minute">The minute, sealed.</param>
    /// <exception cref="Refusal"><c>before_forming</c>; <c>required</c> when nobody came; <c>not_in_group</c>.</exception>
    public static Meeting Of(Group group, DateOnly day, IReadOnlyCollection<Guid> attended, byte[]? minute)
    {
        if (day < group.FormedOn) throw Refusal.Invalid("met_on", "before_forming", "The group had not been formed by that day.");
        if (attended.Count == 0) throw Refusal.Invalid("attended_member_ids", "required", "Say who came.");
        if (attended.Any(member => !group.Has(member, day))) throw Refusal.NotNow("not_in_group", "Someone who attended was not in the group on that day. Add her to the group first.");
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            GroupId = group.Id,
            MetOn = day,
            Attendance = attended.Count,
            Minute = minute,
            Attended = [.. attended.Select(member => new Attendance { MeetingId = id, MemberId = member })],
        };
    }
}

/// <summary>A member attended a meeting.</summary>
public sealed class Attendance
{
    public Guid TenantId { get; private set; }
    public required Guid MeetingId { get; init; }
    public required Guid MemberId { get; init; }
}
