using Membership.Members;

namespace Membership.Elections;

/// <summary>
/// A line of the frozen roll: a member as she belonged on the cut-off day, and whether and how she voted. Nothing here leads to
/// a ballot.
/// </summary>
public sealed class RollEntry
{
    public Guid TenantId { get; private set; }
    public Guid ElectionId { get; private set; }
    public Guid MemberId { get; private set; }
    public int Line { get; private set; }
    public V1.HowVoted? Voted { get; private set; }
    public Member Member { get; private set; } = null!;
}
