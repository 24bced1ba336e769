using Grpc.Core;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    [Needs(Permission.AccountsManage)]
    public override Task<V1.Account> DisableAccount(V1.DisableAccountRequest request, ServerCallContext context) =>
        Input.Id(request.Id) == caller.Account
            ? throw Refusal.NotNow("yourself", "You cannot close your own account. Ask another admin.")
            : ChangeAsync(request.Id, "accounts.disable", account => account.Disable(clock.Now), context.CancellationToken);
}
