using System.Security.Claims;

namespace Sangam.Security;

/// <summary>Who is calling, as the verified token says; nobody for a request without one.</summary>
public sealed class Caller
{
    private ClaimsPrincipal? token;
    private IReadOnlySet<string> permissions = new HashSet<string>();

    /// <summary>An account's id, <c>service:</c> and a client's id, or empty for nobody.</summary>
    public string Subject => token?.FindFirstValue("sub") ?? "";

    /// <summary>The account of a person.</summary>
    /// <exception cref="Refusal">The caller is a program (<c>people_only</c>).</exception>
    public Guid Account =>
        Guid.TryParse(Subject, out var id) ? id : throw Refusal.NotAllowed("people_only", "This is for people who are signed in.");

    /// <summary>The member whose account it is; null for staff.</summary>
    public Guid? Member => Guid.TryParse(token?.FindFirstValue("member"), out var id) ? id : null;

    /// <exception cref="Refusal">The caller is nobody's own account (<c>members_only</c>): staff facilitate, and members
    /// decide.</exception>
    public Guid RequiredMember => Member ?? throw Refusal.NotAllowed("members_only", "Only a member can do this, with her own account.");

    /// <summary>The codes of the account's roles, in order, e.g. <c>facilitator</c>.</summary>
    public IReadOnlyList<string> Roles =>
        token is null ? [] : [.. token.FindAll("role").Select(c => c.Value).Order(StringComparer.Ordinal)];

    public Guid? Session => Guid.TryParse(token?.FindFirstValue("sid"), out var id) ? id : null;

    /// <summary>The collective's code, e.g. <c>vimukthi</c>; empty for the network.</summary>
    public string Collective => token?.FindFirstValue("collective") ?? "";

    /// <summary>The collective's state, e.g. <c>IN-AP</c>; empty for the network.</summary>
    public string State => token?.FindFirstValue("state") ?? "";

    public bool IsKnown => token is not null;

    /// <summary>
    /// May the caller do this? For what an rpc shows more or less of; what it needs at all is its <see cref="NeedsAttribute"/>.
    /// </summary>
    public bool May(string permission) => permissions.Contains(permission);

    internal void Enter(ClaimsPrincipal verified)
    {
        token = verified;
        permissions = verified.FindAll("perm").Select(c => c.Value).ToHashSet();
    }
}
