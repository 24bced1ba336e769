namespace Protection.Matters;

/// <summary>An account of the collective that is on a matter, and so may see it.</summary>
public sealed class MatterAccount(Guid matterId, Guid accountId)
{
    public Guid TenantId { get; private set; }
    public Guid MatterId { get; private init; } = matterId;
    public Guid AccountId { get; private init; } = accountId;
}
