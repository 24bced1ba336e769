namespace Membership.Members;

/// <summary>A transfer from one block to another. Where she lives now stands in her record itself.</summary>
public sealed class BlockMove
{
    public Guid TenantId { get; private set; }
    public required Guid MemberId { get; init; }

    /// <summary>Her first day in the new block.</summary>
    public required DateOnly MovedOn { get; init; }

    /// <summary>Empty when none was known.</summary>
    public required string FromBlock { get; init; }

    public required string ToBlock { get; set; }
}
