using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.Ledger> GetLedger(V1.GetLedgerRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.AccountId);
        var (from, to) = Period(request.From, request.To);
        var size = Page.Size(request.PageSize, usual: 100, most: 1_000);
        var account =
            await db
                .BookAccounts.AsNoTracking()
                .FirstOrDefaultAsync(a => a.Id == id && Readable.Any(b => b.Id == a.BooksId), context.CancellationToken)
            ?? throw Refusal.Missing();
        var opening = await StandsAtAsync([id], from.AddDays(-1), context.CancellationToken);

        var (page, next) = await LedgerRows(id, from, to)
            .PageAsync(r => ValueTuple.Create(r.Place), size, request.PageToken, context.CancellationToken);
        Guid[] people = [.. page.Select(r => r.MemberId).Where(IsForCaller).OfType<Guid>().Distinct()];
        var names =
            people.Length == 0
                ? []
                : await db
                    .Members.Where(m => people.Contains(m.Id))
                    .ToDictionaryAsync(m => m.Id, m => m.KnownAs, context.CancellationToken);
        var closing = await StandsAtAsync([id], to, context.CancellationToken);

        return new()
        {
            Account = account.ToMessage(closing),
            OpeningPaise = opening,
            ClosingPaise = closing,
            NextPageToken = next,
            Lines =
            {
                page.Select(r => new V1.LedgerLine
                {
                    Voucher = Reference(r.Id, r.Kind, r.Year, r.Number),
                    Day = r.Day.ToMessage(),
                    DebitPaise = r.Debit,
                    CreditPaise = r.Credit,
                    BalancePaise = opening + r.Balance,
                    KnownAs = r.MemberId is { } member ? names.GetValueOrDefault(member, "") : "",
                }),
            },
        };
    }

    /// <summary>An account's lines in a period, in the order of their days, each with what they come to since the period began.</summary>
    private IQueryable<LedgerRow> LedgerRows(Guid account, DateOnly from, DateOnly to) =>
        db.Database.SqlQuery<LedgerRow>(
            $"""
            with running as (
                select e.*, row_number() over w as place, sum(e.debit - e.credit) over w as balance
                from voucher_entry e where e.account_id = {account} and e.day between {from} and {to}
                window w as (order by e.day, e.sequence, e.number))
            select r.place as "Place", v.id as "Id", v.kind as "Kind", v.year as "Year", v.number as "Number", r.day as "Day",
                r.debit as "Debit", r.credit as "Credit", r.balance::bigint as "Balance", r.member_id as "MemberId"
            from running r join voucher v on v.id = r.voucher_id
            """
        );

    private sealed record LedgerRow(
        long Place,
        Guid Id,
        string Kind,
        int Year,
        int Number,
        DateOnly Day,
        long Debit,
        long Credit,
        long Balance,
        Guid? MemberId
    );
}
