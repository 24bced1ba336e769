using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.IncomeAndExpenditure> GetIncomeAndExpenditure(
        V1.GetIncomeAndExpenditureRequest request,
        ServerCallContext context
    )
    {
        var books = await FindAsync(Input.Id(request.BooksId), context.CancellationToken);
        var (from, to) = Period(request.From, request.To);
        var result = books.Accounts.Where(a => a.Type is V1.BookAccountType.Income or V1.BookAccountType.Expense).ToList();
        Guid[] ids = [.. result.Select(a => a.Id)];
        var nets = await db
            .VoucherEntries.Where(e => ids.Contains(e.AccountId) && e.Day >= from && e.Day <= to)
            // which only carries the result to the fund
            .Where(e => !db.Vouchers.Any(v => v.Id == e.VoucherId && v.Kind == V1.VoucherKind.Closing))
            .GroupBy(e => e.AccountId)
            .Select(g => new { g.Key, Net = g.Sum(e => e.Debit - e.Credit) })
            .ToDictionaryAsync(g => g.Key, g => g.Net, context.CancellationToken);

        var answer = new V1.IncomeAndExpenditure();
        foreach (var account in result.Where(a => nets.GetValueOrDefault(a.Id) != 0))
            if (account.Type == V1.BookAccountType.Income)
                answer.Income.Add(new V1.AccountAmount { Account = account.ToReference(), Paise = -nets[account.Id] });
            else
                answer.Expenditure.Add(new V1.AccountAmount { Account = account.ToReference(), Paise = nets[account.Id] });
        answer.IncomePaise = answer.Income.Sum(i => i.Paise);
        answer.ExpenditurePaise = answer.Expenditure.Sum(e => e.Paise);
        return answer;
    }
}
