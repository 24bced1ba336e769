namespace Membership.Members;

/// <summary>What is kept of an erased member until her retention ends: her record as it was, sealed with her key.</summary>
public sealed class Erasure
{
    public Guid TenantId { get; private set; }
    public required Guid MemberId { get; init; }
    public required DateOnly ErasedOn { get; init; }

    /// <summary>The last day on which it can be taken back.</summary>
    public required DateOnly UndoUntil { get; init; }

    /// <summary>A digest of her number that only this collective can compute.</summary>
    public required string NumberDigest { get; init; }
    public required byte[] Record { get; init; }
}
