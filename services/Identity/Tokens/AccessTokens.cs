using Identity.Accounts;
using Identity.Tenants;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sangam.Security;

namespace Identity.Tokens;

public readonly record struct AccessToken(string Text, DateTimeOffset ExpiresAt);

/// <summary>
/// Issues access tokens: signed statements, good for five minutes, of who calls, for which tenant and with which permissions.
/// </summary>
public sealed class AccessTokens(SigningKeys keys, IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly string issuer =
        configuration["Sangam:Authority"]
        ?? throw new InvalidOperationException("Set Sangam__Authority to the base address at which others reach this service.");

    /// <summary>For a person in a session.</summary>
    /// <param name="tenant">Her collective; null for an account of the network, whose token names none.</param>
    public Task<AccessToken> IssueAsync(Account account, Tenant? tenant, Guid session, CancellationToken cancellationToken)
    {
        var claims = Claims(account.Id.ToString(), account.Roles, Roles.Permissions(account.TenantId, account.Roles));
        claims["sid"] = session.ToString();
        if (account.MemberId is { } member)
            claims["member"] = member.ToString();
        if (tenant is not null)
        {
            claims["tenant"] = tenant.TenantId.ToString();
            claims["collective"] = tenant.Code.Value;
            claims["state"] = tenant.StateCode;
        }
        return SignAsync(claims, cancellationToken);
    }

    /// <summary>For a program.</summary>
    public Task<AccessToken> IssueAsync(Role client, CancellationToken cancellationToken) =>
        SignAsync(Claims($"service:{client.Code}", [client.Code], client.Permissions.Order(StringComparer.Ordinal)), cancellationToken);

    private static Dictionary<string, object> Claims(string subject, IEnumerable<string> roles, IEnumerable<string> permissions) =>
        new()
        {
            ["sub"] = subject,
            ["role"] = roles.ToArray(),
            ["perm"] = permissions.ToArray(),
        };

    private async Task<AccessToken> SignAsync(Dictionary<string, object> claims, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(cancellationToken);
        var now = clock.Now;
        var text = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = "at+jwt",
                Issuer = issuer,
                Audience = "sangam",
                Claims = claims,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                SigningCredentials = key.Credentials,
            }
        );
        return new(text, now + Lifetime);
    }
}
