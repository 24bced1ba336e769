using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    private const int MostWaiting = 200,
        DaysTurnedDown = 60;

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
}
