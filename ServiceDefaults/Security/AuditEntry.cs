namespace Sangam.Security;

/// <summary>
/// One line of a tenant's audit log. Its number and the digest that chains it to the line before are the database's work.
/// </summary>
public sealed class AuditEntry
{
    public Guid TenantId { get; private set; }
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public required Guid Subject { get; init; }

    /// <summary>As what the actor acted: the codes of her roles, joined by commas; empty for a program.</summary>
    public string Roles { get; init; } = "";
}
