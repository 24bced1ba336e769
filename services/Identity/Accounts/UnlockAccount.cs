using Grpc.Core;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    [Needs(Permission.AccountsManage)]
    public override Task<V1.Account> UnlockAccount(V1.UnlockAccountRequest request, ServerCallContext context) =>
        ChangeAsync(request.Id, "accounts.unlock", account => account.Unlock(), context.CancellationToken);
}
