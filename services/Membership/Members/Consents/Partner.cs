namespace Membership.Members;

/// <summary>An organisation with which something about a member may be shared, if she agrees to it for this one.</summary>
public sealed class Partner
{
    public const int LongestName = 100;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
}
