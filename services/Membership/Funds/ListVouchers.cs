using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    private const int MostWaiting = 200,
        DaysTurnedDown = 60;

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
        if (Page.After<Posting>(request.PageToken) is { } after)
            listed = listed.Where(v => v.Sequence < after.Sequence);

        var rows = await listed.OrderByDescending(v => v.Sequence).Take(size + 1).ToListAsync(context.CancellationToken);
        var (page, next) = Page.Cut(rows, size, v => new Posting(v.Sequence));
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

    [Needs(Permission.FundsRead)]
    public override async Task<V1.ListWaitingVouchersResponse> ListWaitingVouchers(
        V1.ListWaitingVouchersRequest request,
        ServerCallContext context
    )
    {
        var books = request.BooksId.Length == 0 ? (Guid?)null : Input.Id(request.BooksId);
        if (books is { } id)
            await RequireReadableAsync(id, context.CancellationToken);
        if (request.MineToApprove && (caller.Member is null || !caller.May(Permission.FundsApprove)))
            return new();

        var member = caller.Member;
        var account = caller.Account;
        var since = clock.Now.AddDays(-DaysTurnedDown);
        var waiting = db.VoucherDrafts.AsNoTracking().Where(d => Readable.Any(b => b.Id == d.BooksId));
        waiting = request.TurnedDown
            ? waiting
                .Where(d => d.State == V1.VoucherState.Rejected && d.RecordedBy == account && d.RecordedAt >= since)
                .OrderByDescending(d => d.RecordedAt)
                .ThenBy(d => d.Id)
            : waiting.Where(d => d.State == V1.VoucherState.Waiting).OrderBy(d => d.RecordedAt).ThenBy(d => d.Id);
        if (books is not null)
            waiting = waiting.Where(d => d.BooksId == books);
        if (request.MineToApprove)
            waiting = waiting.Where(d =>
                d.RecordedBy != account
                && (d.RecordedByMember == null || d.RecordedByMember != member)
                && !d.Approvals.Any(a => a.MemberId == member || a.Account == account)
            );

        var drafts = await waiting
            .Take(MostWaiting)
            .Include(d => d.Lines)
            .Include(d => d.Approvals)
            .AsSplitQuery()
            .ToListAsync(context.CancellationToken);
        return new() { Vouchers = { await ToMessagesAsync([.. drafts.Select(VoucherView.Of)], context.CancellationToken) } };
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task RequireReadableAsync(Guid books, CancellationToken cancellationToken)
    {
        if (!await Readable.AnyAsync(b => b.Id == books, cancellationToken))
            throw Refusal.Missing();
    }

    private sealed record Posting(long Sequence);
}
