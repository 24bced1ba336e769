using Identity.Tenants;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity.Accounts;

/// <summary>Accounts and invitations of the caller's own collective, or of the network; each rpc is in the file of its name.</summary>
public sealed partial class AccountsService(
    IdentityDb db,
    CurrentTenant tenant,
    Caller caller,
    UserManager<Account> users,
    Passwords passwords,
    Realm realm,
    InvitationCodes codes,
    TimeProvider clock
) : V1.Accounts.AccountsBase
{
    /// <summary>Changes an account, one at a time in a tenant: two admins who disable each other at once would leave none.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>last_admin</c>.</exception>
    private async Task<V1.Account> ChangeAsync(string request, string action, Action<Account> change, CancellationToken cancellationToken)
    {
        var id = Input.Id(request);
        var admin = Roles.Admin(tenant.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({$"accounts of {tenant.Id}"}, 0))",
            cancellationToken
        );
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw Refusal.Missing();

        change(account);
        db.Audit(action, account.Id);
        await db.SaveChangesAsync(cancellationToken);

        if (!await db.Accounts.AnyAsync(a => a.DisabledAt == null && a.Roles.Contains(admin), cancellationToken))
            throw Refusal.NotNow("last_admin", "Somebody must stay to administer accounts. Make someone else an admin first.");
        if (account.DisabledAt is not null)
            await db.Sessions.Where(s => s.AccountId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return account.ToMessage(clock.Now);
    }
}
