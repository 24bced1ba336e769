using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.ListVouchersResponse> ListVouchers(V1.ListVouchersRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        var size = Page.Size(request.PageSize);
        var from = Dates.Optional(request.From, "from");
        var to = Dates.Optional(request.To, "to");
        await RequireReadableAsync(id, context.CancellationToken);
        var listed = db.Vouchers.AsNoTracking().Where(v => v.BooksId == id);
        if (from is not null)
            listed = listed.Where(v => v.Day >= from);
        if (to is not null)
            listed = listed.Where(v => v.Day <= to);

        var (page, next) = await listed.PageAsync(
            v => ValueTuple.Create(v.Sequence),
            size,
            request.PageToken,
            context.CancellationToken,
            descending: true
        );
        Guid[] ids = [.. page.Select(v => v.Id)];
        var entries = (
            await db.VoucherEntries.AsNoTracking().Where(e => ids.Contains(e.VoucherId)).ToListAsync(context.CancellationToken)
        ).ToLookup(e => e.VoucherId);
        var approvals = (
            await db.Set<VoucherApproval>().AsNoTracking().Where(a => ids.Contains(a.DraftId)).ToListAsync(context.CancellationToken)
        ).ToLookup(a => a.DraftId);

        var messages = await ToMessagesAsync(
            [.. page.Select(v => VoucherView.Of(v, entries[v.Id], [.. approvals[v.Id]]))],
            context.CancellationToken
        );
        if (!request.WithLines)
            foreach (var message in messages)
                message.Lines.Clear();
        return new() { Vouchers = { messages }, NextPageToken = next };
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task RequireReadableAsync(Guid books, CancellationToken cancellationToken)
    {
        if (!await Readable.AnyAsync(b => b.Id == books, cancellationToken))
            throw Refusal.Missing();
    }
}
