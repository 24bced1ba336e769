namespace Membership.Members;

/// <summary>How many members the collective has today; the database keeps it as they come and go.</summary>
public sealed class Register
{
    public Guid TenantId { get; private set; }
    public int Members { get; private set; }
}
