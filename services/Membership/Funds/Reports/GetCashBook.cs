using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.CashBook> GetCashBook(V1.GetCashBookRequest request, ServerCallContext context)
    {
        var books = await FindAsync(Input.Id(request.BooksId), context.CancellationToken);
        var (from, to) = Period(request.From, request.To);
        var size = Page.Size(request.PageSize, usual: 100, most: 1_000);
        Guid[] cash = [.. books.Accounts.Where(a => a.Use == V1.BookAccountUse.Cash).Select(a => a.Id)];
        Guid[] bank = [.. books.Accounts.Where(a => a.Use == V1.BookAccountUse.Bank).Select(a => a.Id)];
        var cashBefore = await StandsAtAsync(cash, from.AddDays(-1), context.CancellationToken);
        var bankBefore = await StandsAtAsync(bank, from.AddDays(-1), context.CancellationToken);

        var (page, next) = await CashRows(cash, bank, from, to)
            .PageAsync(r => ValueTuple.Create(r.Place), size, request.PageToken, context.CancellationToken);
        var accounts = books.Accounts.ToDictionary(a => a.Id);
        return new()
        {
            OpeningCashPaise = cashBefore,
            OpeningBankPaise = bankBefore,
            ClosingCashPaise = await StandsAtAsync(cash, to, context.CancellationToken),
            ClosingBankPaise = await StandsAtAsync(bank, to, context.CancellationToken),
            NextPageToken = next,
            Lines =
            {
                page.Select(r => new V1.CashBookLine
                {
                    Voucher = Reference(r.Id, r.Kind, r.Year, r.Number),
                    Day = r.Day.ToMessage(),
                    CashInPaise = r.CashIn,
                    CashOutPaise = r.CashOut,
                    BankInPaise = r.BankIn,
                    BankOutPaise = r.BankOut,
                    CashPaise = cashBefore + r.Cash,
                    BankPaise = bankBefore + r.Bank,
                    Accounts = { r.Accounts.Select(a => accounts[a]).Where(a => !a.IsMoney).Select(a => a.ToReference()) },
                }),
            },
        };
    }

    /// <summary>
    /// Every voucher of a period that moved cash or bank, in the order of its day. What it says of cash and bank is what had moved
    /// since the period began.
    /// </summary>
    private IQueryable<CashRow> CashRows(Guid[] cash, Guid[] bank, DateOnly from, DateOnly to) =>
        db.Database.SqlQuery<CashRow>(
            $"""
            with moved as (
                select e.voucher_id, e.day, e.sequence,
                    coalesce(sum(e.debit) filter (where e.account_id = any({cash})), 0) as cash_in,
                    coalesce(sum(e.credit) filter (where e.account_id = any({cash})), 0) as cash_out,
                    coalesce(sum(e.debit) filter (where e.account_id = any({bank})), 0) as bank_in,
                    coalesce(sum(e.credit) filter (where e.account_id = any({bank})), 0) as bank_out
                from voucher_entry e where e.account_id = any({cash.Concat(bank).ToArray()}) and e.day between {from} and {to}
                group by e.voucher_id, e.day, e.sequence),
            running as (
                select m.*, row_number() over w as place, sum(cash_in - cash_out) over w as cash, sum(bank_in - bank_out) over w as bank
                from moved m window w as (order by day, sequence))
            select r.place as "Place", v.id as "Id", v.kind as "Kind", v.year as "Year", v.number as "Number", r.day as "Day",
                r.cash_in::bigint as "CashIn", r.cash_out::bigint as "CashOut",
                r.bank_in::bigint as "BankIn", r.bank_out::bigint as "BankOut", r.cash::bigint as "Cash", r.bank::bigint as "Bank",
                array(
                    select l.account_id from voucher_entry l
                    where l.voucher_id = v.id group by l.account_id order by min(l.number)) as "Accounts"
            from running r join voucher v on v.id = r.voucher_id
            """
        );

    /// <summary>Debits less credits of these accounts together at the end of a day.</summary>
    private Task<long> StandsAtAsync(Guid[] accounts, DateOnly day, CancellationToken cancellationToken) =>
        db.VoucherEntries.Where(e => accounts.Contains(e.AccountId) && e.Day <= day).SumAsync(e => e.Debit - e.Credit, cancellationToken);

    private static V1.VoucherReference Reference(Guid id, string kind, int year, int number) =>
        new()
        {
            Id = id.ToString(),
            Kind = Enum.Parse<V1.VoucherKind>(kind),
            Year = year,
            Number = number,
        };

    /// <exception cref="Refusal"><c>required</c>, <c>no_such_day</c>, <c>bad_period</c>.</exception>
    private static (DateOnly From, DateOnly To) Period(Sangam.Common.V1.Date? from, Sangam.Common.V1.Date? to)
    {
        var first = Day(from, "from");
        var last = Day(to, "to");
        return first <= last ? (first, last) : throw Refusal.Invalid("to", "bad_period", "The last day lies before the first.");

        static DateOnly Day(Sangam.Common.V1.Date? date, string field) =>
            Dates.Optional(date, field) ?? throw Refusal.Invalid(field, "required", "Say on which day.");
    }

    private sealed record CashRow(
        long Place,
        Guid Id,
        string Kind,
        int Year,
        int Number,
        DateOnly Day,
        long CashIn,
        long CashOut,
        long BankIn,
        long BankOut,
        long Cash,
        long Bank,
        Guid[] Accounts
    );
}
