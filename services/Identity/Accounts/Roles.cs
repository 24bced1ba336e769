using Identity.Tenants;
using Sangam.Security;

namespace Identity.Accounts;

/// <summary>The roles that can be given in a collective, or in the network: never one of the other's.</summary>
public static class Roles
{
    public static IReadOnlyList<Role> In(Guid tenant) => tenant == Network.Id ? Role.OfNetwork : Role.OfCollective;

    /// <summary>The role that administers accounts; somebody must always have it.</summary>
    public static string Admin(Guid tenant) => tenant == Network.Id ? "network_admin" : "admin";

    /// <summary>Every permission of these roles, in order.</summary>
    public static IReadOnlyList<string> Permissions(Guid tenant, IEnumerable<string> roles) =>
        [.. In(tenant).Where(r => roles.Contains(r.Code)).SelectMany(r => r.Permissions).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The roles in a request, each once.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>unknown_role</c>.</exception>
    public static string[] Read(IEnumerable<string> codes, Guid tenant)
    {
        var roles = codes.Distinct().Order(StringComparer.Ordinal).ToArray();
        if (roles.Length == 0)
            throw Refusal.Invalid("roles", "required", "Choose at least one role.");
        return roles.All(code => In(tenant).Any(r => r.Code == code))
            ? roles
            : throw Refusal.Invalid("roles", "unknown_role", "This role cannot be given here.");
    }
}
