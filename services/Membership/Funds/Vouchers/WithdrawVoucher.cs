using Grpc.Core;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override Task<V1.Voucher> WithdrawVoucher(V1.WithdrawVoucherRequest request, ServerCallContext context) =>
        EndAsync(Input.Id(request.Id), "vouchers.withdraw", draft => draft.Withdraw(), context.CancellationToken);
}
