namespace Membership.Groups;

/// <summary>A meeting of a group. With a minute it makes the group active in its month; without one it still owes it.</summary>
public sealed class Meeting
{
    public const int LongestMinute = 10_000;
    public const int LongestReason = 500;
    public const int MostGuests = 10_000;
    public const int MostDecisions = 50;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid GroupId { get; private init; }
    public DateOnly MetOn { get; private set; }

    /// <summary>How many members of the group attended.</summary>
    public int Attendance { get; private set; }

    /// <summary>How many others did.</summary>
    public int Guests { get; private set; }

    /// <summary>Members of the group on the day, as they were known when attendance was written down.</summary>
    public int MembersOnDay { get; private set; }

    /// <summary>The rule under which it was held; the group may change its own later.</summary>
    public int? QuorumPercent { get; private init; }
    public int? QuorumMembers { get; private init; }

    /// <summary>In members; 0 without a quorum.</summary>
    public int QuorumNeeded { get; private set; }
    public DateOnly? NextMeetingOn { get; private set; }

    /// <summary>The latest version of its minute; 0 while it has none.</summary>
    public int MinuteVersion { get; private set; }

    /// <summary>The day on which it was withdrawn as entered by mistake; it can be restored on that day.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>Goes up with every change; it is the etag, and orders the events about it.</summary>
    public int Revision { get; private set; } = 1;
    public List<Attendance> Attended { get; } = [];
    public List<Minute> Minutes { get; } = [];

    public bool QuorumMissed => Attendance < QuorumNeeded;

    /// <summary>What it decided stands.</summary>
    public bool Decides => !QuorumMissed && WithdrawnOn is null;

    /// <exception cref="Refusal"><c>before_forming</c>, <c>after_closing</c>, <c>required</c> when nobody came,
    /// <c>not_in_group</c>, <c>out_of_range</c>, <c>before_meeting</c>.</exception>
    public static Meeting Of(Group group, DateOnly day, IReadOnlyCollection<Guid> attended, int guests, DateOnly? next, int membersOnDay)
    {
        var meeting = new Meeting
        {
            GroupId = group.Id,
            QuorumPercent = group.QuorumPercent,
            QuorumMembers = group.QuorumMembers,
        };
        meeting.Hold(group, day, attended, guests, next, membersOnDay);
        return meeting;
    }

    /// <summary>Whoever attended and was erased since is not to be seen any more; that she came still counts.</summary>
    /// <exception cref="Refusal">As for <see cref="Of"/>.</exception>
    public void Correct(Group group, DateOnly day, IReadOnlyCollection<Guid> attended, int guests, DateOnly? next, int membersOnDay)
    {
        Hold(group, day, attended, guests, next, membersOnDay);
        Revision++;
    }

    /// <summary>The minute that comes with the meeting's sheet, or its next version.</summary>
    /// <param name="text">Sealed, like the reason.</param>
    /// <param name="reason">Why it is corrected; null for the first version.</param>
    /// <param name="account">Who writes it.</param>
    /// <param name="member">Whose account that is; null for staff.</param>
    public void Write(byte[] text, byte[]? reason, string account, Guid? member, DateTimeOffset now) =>
        Minutes.Add(
            new()
            {
                MeetingId = Id,
                Version = ++MinuteVersion,
                Text = text,
                Reason = reason,
                WrittenAt = now,
                WrittenBy = account,
                WrittenByMemberId = member,
            }
        );

    /// <summary>Like <see cref="Write"/>, after the meeting was recorded.</summary>
    public void WriteLater(byte[] text, byte[]? reason, string account, Guid? member, DateTimeOffset now)
    {
        Write(text, reason, account, member, now);
        Revision++;
    }

    public void Withdraw(DateOnly today)
    {
        WithdrawnOn = today;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>too_late</c>, <c>not_withdrawn</c>.</exception>
    public void Restore(DateOnly today)
    {
        if (WithdrawnOn is null)
            throw Refusal.NotNow("not_withdrawn", "This meeting stands.");
        if (WithdrawnOn != today)
            throw Refusal.NotNow("too_late", "This can be undone on the same day only.");
        WithdrawnOn = null;
        Revision = Revision + 1;
    }

    private void Hold(Group group, DateOnly day, IReadOnlyCollection<Guid> attended, int guests, DateOnly? next, int membersOnDay)
    {
        if (day < group.FormedOn)
            throw Refusal.Invalid("met_on", "before_forming", "The group had not been formed by that day.");
        if (day > group.ClosedOn)
            throw Refusal.Invalid("met_on", "after_closing", "The group was closed by that day.");
        Guid[] erased = [.. Attended.Select(a => a.MemberId).Where(member => group.Members.All(m => m.MemberId != member))];
        if (attended.Count + erased.Length == 0)
            throw Refusal.Invalid("attended_member_ids", "required", "Say who came.");
        if (attended.Any(member => !group.Has(member, day)))
            throw Refusal.NotNow("not_in_group", "Someone who attended was not in the group on that day. Add her to the group first.");
        if (next <= day)
            throw Refusal.Invalid("next_meeting_on", "before_meeting", "The next meeting comes after this one.");
        MetOn = day;
        Guests = Input.Between(guests, 0, MostGuests, "guests");
        NextMeetingOn = next;
        Attendance = attended.Count + erased.Length;
        MembersOnDay = membersOnDay;
        QuorumNeeded = new Quorum(QuorumPercent, QuorumMembers).Of(membersOnDay);
        Attended.RemoveAll(a => !attended.Contains(a.MemberId) && !erased.Contains(a.MemberId));
        Attended.AddRange(
            attended
                .Except(Attended.Select(a => a.MemberId).ToList())
                .Select(member => new Attendance { MeetingId = Id, MemberId = member })
        );
    }
}

/// <summary>A member attended a meeting.</summary>
public sealed class Attendance
{
    public Guid TenantId { get; private set; }
    public required Guid MeetingId { get; init; }
    public required Guid MemberId { get; init; }
}
