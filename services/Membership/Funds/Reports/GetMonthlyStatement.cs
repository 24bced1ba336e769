using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.MonthlyStatement> GetMonthlyStatement(V1.GetMonthlyStatementRequest request, ServerCallContext context)
    {
        var books = await FindAsync(Input.Id(request.BooksId), context.CancellationToken);
        var first = new DateOnly(Input.Between(request.Year, 1900, 2200, "year"), Input.Between(request.Month, 1, 12, "month"), 1);
        var last = first.AddMonths(1).AddDays(-1);

        var rows = await MovementsAsync(books, first, last, context.CancellationToken);
        var accounts = books.Accounts.ToDictionary(a => a.Id);
        var answer = new V1.MonthlyStatement { Seal = await LastMarkAsync(books.Id, context.CancellationToken) };
        foreach (var use in (V1.BookAccountUse[])[V1.BookAccountUse.Cash, V1.BookAccountUse.Bank])
        {
            Guid[] money = [.. books.Accounts.Where(a => a.Use == use).Select(a => a.Id)];
            var opening =
                await StandsAtAsync(money, first.AddDays(-1), context.CancellationToken)
                + rows.Where(r => money.Contains(r.AccountId) && r.Kind == nameof(V1.VoucherKind.Opening)).Sum(r => r.Net);
            var closing = await StandsAtAsync(money, last, context.CancellationToken);
            if (use == V1.BookAccountUse.Cash)
            {
                answer.OpeningCashPaise = opening;
                answer.ClosingCashPaise = closing;
            }
            else
            {
                answer.OpeningBankPaise = opening;
                answer.ClosingBankPaise = closing;
            }
        }
        answer.Received.AddRange(Of(nameof(V1.VoucherKind.Receipt), -1));
        answer.Paid.AddRange(Of(nameof(V1.VoucherKind.Payment), 1));
        answer.Vouchers = await db.Vouchers.CountAsync(
            v => v.BooksId == books.Id && v.Day >= first && v.Day <= last,
            context.CancellationToken
        );
        var (totals, balances) = await ByMemberAsync(books, last, context.CancellationToken);
        answer.MembersAccounts.AddRange(totals);
        answer.Yours.AddRange(balances.Where(b => b.MemberId == caller.Member?.ToString()));
        return answer;

        IEnumerable<V1.AccountAmount> Of(string kind, int sign) =>
            rows.Where(r => r.Kind == kind && !accounts[r.AccountId].IsMoney && r.Net != 0)
                .OrderBy(r => accounts[r.AccountId].Number)
                .Select(r => new V1.AccountAmount { Account = accounts[r.AccountId].ToReference(), Paise = sign * r.Net });
    }

    /// <summary>A reversal counts against what it takes back; a cut-off sheet is what was there before.</summary>
    private Task<List<Movement>> MovementsAsync(Books books, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var accounts = books.Accounts.Select(a => a.Id).ToArray();
        return db
            .Database.SqlQuery<Movement>(
                $"""
                select e.account_id as "AccountId", coalesce(r.kind, v.kind) as "Kind", sum(e.debit - e.credit)::bigint as "Net"
                from voucher_entry e join voucher v on v.id = e.voucher_id left join voucher r on r.id = v.reverses
                where v.books_id = {books.Id} and e.account_id = any({accounts}) and e.day between {from} and {to}
                group by 1, 2
                """
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>What to note of the last voucher posted: the books of that moment can be told by it.</summary>
    private async Task<string> LastMarkAsync(Guid books, CancellationToken cancellationToken) =>
        Voucher.MarkOf(
            await db.BooksHeads.Where(h => h.BooksId == books).Select(h => h.Digest).FirstOrDefaultAsync(cancellationToken) ?? []
        );

    private sealed record Movement(Guid AccountId, string Kind, long Net);
}
