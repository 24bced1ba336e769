using Grpc.Core;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    /// <remarks>An admin administers accounts and reads no record; so she may lay a role down, and not take one up.</remarks>
    [Needs(Permission.AccountsManage)]
    public override Task<V1.Account> SetRoles(V1.SetRolesRequest request, ServerCallContext context)
    {
        var roles = Roles.Read(request.Roles, tenant.Id);
        return ChangeAsync(
            request.Id,
            "accounts.set_roles",
            account =>
            {
                if (account.Id == caller.Account && roles.Except(account.Roles).Any())
                    throw Refusal.NotNow("yourself", "You cannot give yourself a role. Ask another admin.");
                account.Give(roles);
            },
            context.CancellationToken
        );
    }
}
