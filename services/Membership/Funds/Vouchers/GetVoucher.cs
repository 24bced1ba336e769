using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.Voucher> GetVoucher(V1.GetVoucherRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var draft =
            await db
                .VoucherDrafts.AsNoTracking()
                .Include(d => d.Lines)
                .Include(d => d.Approvals)
                .FirstOrDefaultAsync(d => d.Id == id, context.CancellationToken)
            ?? throw Refusal.Missing();
        if (!await Readable.AnyAsync(b => b.Id == draft.BooksId, context.CancellationToken))
            throw Refusal.Missing();
        if (draft.State != V1.VoucherState.Posted)
            return await ToMessageAsync(VoucherView.Of(draft), context.CancellationToken);

        var voucher =
            await db.Vouchers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        var entries = await db.VoucherEntries.AsNoTracking().Where(e => e.VoucherId == id).ToListAsync(context.CancellationToken);
        return await ToMessageAsync(VoucherView.Of(voucher, entries, draft.Approvals), context.CancellationToken);
    }
}
