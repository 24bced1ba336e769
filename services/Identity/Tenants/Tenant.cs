using System.Text.RegularExpressions;

namespace Identity.Tenants;

/// <summary>A collective of this installation. The row's own id is the tenant's, so only on its behalf can it be added.</summary>
public sealed partial class Tenant
{
    public const int LongestName = 100;

    /// <summary>Names of hosts that are not a collective's.</summary>
    private static readonly HashSet<string> Reserved = ["network", "www", "api"];

    public Guid TenantId { get; private set; }
    public Code Code { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>ISO 3166-2:IN, e.g. <c>IN-AP</c>.</summary>
    public string StateCode { get; private init; } = "";

    public string District { get; private init; } = "";
    public V1.CollectiveType Type { get; private init; }

    /// <summary>BCP 47; the first is the default.</summary>
    public string[] Languages { get; private init; } = [];

    /// <exception cref="Refusal"><c>bad_code</c>, <c>reserved_code</c>, <c>bad_state</c>, and as for any text.</exception>
    public static Tenant From(V1.Tenant? request)
    {
        if (request is null)
            throw Refusal.Invalid("tenant", "required", "Say which collective.");
        return new()
        {
            Code = ReadCode(request.Code),
            Name = Input.Required(request.Name, "name", LongestName),
            StateCode = StatePattern().IsMatch(request.StateCode)
                ? request.StateCode
                : throw Refusal.Invalid("state_code", "bad_state", "Give the state as IN-AP or IN-WB."),
            District = Input.Optional(request.District, "district", LongestName),
            Type = Input.Choice(request.Type, "type"),
            Languages = Input.Languages(request.Languages, "languages") is { Length: > 0 } some
                ? some
                : throw Refusal.Invalid("languages", "required", "Give at least one language."),
        };
    }

    private static Code ReadCode(string code)
    {
        if (!HostPattern().IsMatch(code))
            throw Refusal.Invalid("code", "bad_code", "Use 2 to 40 small letters, digits and hyphens, beginning with a letter.");
        return Reserved.Contains(code)
            ? throw Refusal.Invalid("code", "reserved_code", "This code is kept for other uses. Choose another one.")
            : new Code(code);
    }

    /// <summary>The code is also the first part of the portal's host name.</summary>
    [GeneratedRegex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex("^IN-[A-Z]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatePattern();
}

public static class TenantMessage
{
    extension(Tenant tenant)
    {
        public V1.Tenant ToMessage() =>
            new()
            {
                Id = tenant.TenantId.ToString(),
                Code = tenant.Code.Value,
                Name = tenant.Name,
                StateCode = tenant.StateCode,
                District = tenant.District,
                Type = tenant.Type,
                Languages = { tenant.Languages },
            };
    }
}
