using Membership.Members;

namespace Membership.Groups;

/// <summary>A member's time in a group, both days included. She may come back later, which is another one.</summary>
public sealed class GroupMember
{
    public Guid TenantId { get; private set; }
    public required Guid GroupId { get; init; }
    public required Guid MemberId { get; init; }
    public required DateOnly JoinedOn { get; init; }

    /// <summary>Her last day in the group; null while she is in it.</summary>
    public DateOnly? LeftOn { get; private set; }

    public Member Member { get; init; } = null!;

    /// <summary>The offices that she bears or bore in the group in this time.</summary>
    public List<OfficeBearer> Offices { get; } = [];

    public bool IsIn(DateOnly day) => JoinedOn <= day && !(LeftOn < day);

    internal void End(DateOnly day) => LeftOn = day;
}
