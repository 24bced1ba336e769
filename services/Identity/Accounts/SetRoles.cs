using Grpc.Core;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    [Needs(Permission.AccountsManage)]
    public override Task<V1.Account> SetRoles(V1.SetRolesRequest request, ServerCallContext context)
    {
        var roles = Roles.Read(request.Roles, tenant.Id);
        return ChangeAsync(request.Id, "accounts.set_roles", account => account.Give(roles), context.CancellationToken);
    }
}
