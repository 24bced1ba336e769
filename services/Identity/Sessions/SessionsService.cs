using Google.Protobuf.WellKnownTypes;
using Identity.Accounts;
using Identity.Tenants;
using Identity.Tokens;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity.Sessions;

/// <summary>Signing in and out; each rpc is in the file of its name.</summary>
public sealed partial class SessionsService(
    IdentityDb db,
    CurrentTenant current,
    Caller caller,
    Realm realm,
    UserManager<Account> users,
    Passwords passwords,
    AccessTokens tokens,
    TimeProvider clock
) : V1.Sessions.SessionsBase
{
    private async Task<V1.Session> AnswerAsync(Session session, Account account, string refreshToken, CancellationToken cancellationToken)
    {
        var tenant = await db.Tenants.AsNoTracking().FirstOrDefaultAsync(t => t.TenantId == account.TenantId, cancellationToken);
        var access = await tokens.IssueAsync(account, tenant, session.Id, cancellationToken);
        return new()
        {
            Id = session.Id.ToString(),
            AccessToken = access.Text,
            AccessTokenExpiresAt = access.ExpiresAt.ToTimestamp(),
            RefreshToken = refreshToken,
            ExpiresAt = session.ExpiresAt.ToTimestamp(),
            Account = account.ToMessage(clock.Now),
            Tenant = tenant?.ToMessage(),
            Permissions = { Roles.Permissions(account.TenantId, account.Roles) },
        };
    }
}
