namespace Sangam.Security;

/// <summary>The tenant's key, wrapped by the installation's.</summary>
public sealed class TenantKey
{
    public Guid TenantId { get; private set; }
    public required byte[] Wrapped { get; init; }
}

/// <summary>One person's key in this service, wrapped by the tenant's. Deleting it makes everything sealed for her unreadable, in backups too.</summary>
public sealed class PersonKey
{
    public Guid TenantId { get; private set; }
    public required Guid PersonId { get; init; }
    public required byte[] Wrapped { get; init; }
}
