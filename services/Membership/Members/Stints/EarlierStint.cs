namespace Membership.Members;

/// <summary>A time as a member that ended before she came back, both days included. The latest one stands in her record itself.</summary>
public sealed class EarlierStint
{
    public Guid TenantId { get; private set; }
    public required Guid MemberId { get; init; }
    public required DateOnly JoinedOn { get; init; }
    public required DateOnly LeftOn { get; init; }
}
