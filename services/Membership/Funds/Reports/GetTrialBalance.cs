using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.TrialBalance> GetTrialBalance(V1.GetTrialBalanceRequest request, ServerCallContext context)
    {
        var books = await FindAsync(Input.Id(request.BooksId), context.CancellationToken);
        var day = Dates.Optional(request.AsOf, "as_of") ?? clock.Today;
        Guid[] ids = [.. books.Accounts.Select(a => a.Id)];
        var nets = await db
            .VoucherEntries.Where(e => ids.Contains(e.AccountId) && e.Day <= day)
            .GroupBy(e => e.AccountId)
            .Select(g => new { g.Key, Net = g.Sum(e => e.Debit - e.Credit) })
            .ToDictionaryAsync(g => g.Key, g => g.Net, context.CancellationToken);

        var answer = new V1.TrialBalance
        {
            Lines =
            {
                books
                    .Accounts.Where(a => nets.ContainsKey(a.Id))
                    .Select(a => new V1.TrialBalanceLine
                    {
                        Account = a.ToReference(),
                        Type = a.Type,
                        DebitPaise = Math.Max(nets[a.Id], 0),
                        CreditPaise = Math.Max(-nets[a.Id], 0),
                    }),
            },
        };
        answer.DebitPaise = answer.Lines.Sum(l => l.DebitPaise);
        answer.CreditPaise = answer.Lines.Sum(l => l.CreditPaise);
        return answer;
    }
}
