namespace Membership.Groups;

/// <summary>One version of a meeting's minute. Versions are added, never changed.</summary>
public sealed class Minute
{
    public Guid TenantId { get; private set; }
    public required Guid MeetingId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Version { get; init; }

    /// <summary>Sealed with the collective's key, like <see cref="Reason"/>, for it may tell of anyone.</summary>
    public required byte[] Text { get; init; }

    /// <summary>Why it was corrected; null for the first version.</summary>
    public byte[]? Reason { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The account.</summary>
    public required string WrittenBy { get; init; }

    /// <summary>The member whose account it is; null for staff.</summary>
    public Guid? WrittenByMemberId { get; init; }
}
