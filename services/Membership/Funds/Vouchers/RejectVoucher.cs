using Grpc.Core;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsApprove)]
    public override async Task<V1.Voucher> RejectVoucher(V1.RejectVoucherRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        _ = caller.RequiredMember;
        var reason = await SealAsync(Input.Required(request.Reason, "reason", VoucherDraft.LongestNarration), context.CancellationToken);
        return await EndAsync(id, "vouchers.reject", draft => draft.Reject(reason), context.CancellationToken);
    }

    private async Task<V1.Voucher> EndAsync(Guid id, string action, Action<VoucherDraft> end, CancellationToken cancellationToken)
    {
        await using var work = await db.BeginWorkAsync(cancellationToken);
        var (_, draft) = await HoldDraftAsync(id, cancellationToken);
        end(draft);
        db.Audit(action, draft.Id);
        await db.SaveChangesAsync(cancellationToken);
        var message = await ToMessageAsync(VoucherView.Of(draft), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return message;
    }
}
