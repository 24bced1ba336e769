using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.Voucher> RecordClosing(V1.RecordClosingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        var year = Input.Between(request.Year, 1900, 2200, "year");
        var by = await ByAsync("", context.CancellationToken);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var books = await HoldAsync(id, context.CancellationToken);
        books.RequireClosable(year, clock.Today);
        var end = Books.EndOf(year);
        if (
            await db.VoucherDrafts.AnyAsync(
                d => d.BooksId == id && d.State == V1.VoucherState.Waiting && d.Day <= end,
                context.CancellationToken
            )
        )
            throw Refusal.NotNow("drafts_left", "A voucher still waits. Approve it or take it back first.");

        // Earlier years have been brought to nothing by their own closing.
        var sums = await (
            from e in db.VoucherEntries
            join a in db.BookAccounts on e.AccountId equals a.Id
            where a.BooksId == id && (a.Type == V1.BookAccountType.Income || a.Type == V1.BookAccountType.Expense) && e.Day <= end
            group e by a.Id into account
            select new { account.Key, Net = account.Sum(e => e.Debit - e.Credit) }
        ).ToDictionaryAsync(s => s.Key, s => s.Net, context.CancellationToken);
        List<VoucherDraftLine> lines =
        [
            .. books.Accounts.OrderBy(a => a.Number).Where(a => sums.GetValueOrDefault(a.Id) != 0).Select(a => Line(a, null, -sums[a.Id])),
        ];
        if (sums.Values.Sum() is not 0 and var result)
            lines.Add(Line(books.Accounts.Single(a => a.Code == StandardChart.Fund), null, result));
        var draft = VoucherDraft.Of(books, V1.VoucherKind.Closing, end, lines, by);

        return await KeepAsync(draft, work, "vouchers.close_year", context.CancellationToken);
    }
}
