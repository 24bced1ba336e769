using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.MemberBalances> GetMemberBalances(V1.GetMemberBalancesRequest request, ServerCallContext context)
    {
        var books = await FindAsync(Input.Id(request.BooksId), context.CancellationToken);
        var day = Dates.Optional(request.AsOf, "as_of") ?? clock.Today;
        var (totals, balances) = await ByMemberAsync(books, day, context.CancellationToken);
        return new() { Totals = { totals }, Balances = { balances } };
    }

    /// <summary>What members' accounts stand at: together, and one by one as far as the caller may see them.</summary>
    private async Task<(List<V1.AccountAmount> Totals, List<V1.MemberBalance> Balances)> ByMemberAsync(Books books, DateOnly day, CancellationToken cancellationToken)
    {
        var accounts = books.Accounts.Where(a => a.PerMember).ToDictionary(a => a.Id);
        Guid[] ids = [.. accounts.Keys];
        var rows = await (from e in db.VoucherEntries
                          where ids.Contains(e.AccountId) && e.Day <= day
                          group e by new { e.AccountId, e.MemberId } into one
                          join m in db.Members on one.Key.MemberId equals m.Id
                          orderby m.KnownAs, m.Id
                          select new { one.Key.AccountId, m.Id, m.KnownAs, Net = one.Sum(e => e.Debit - e.Credit) }).ToListAsync(cancellationToken);
        return ([.. accounts.Values.OrderBy(a => a.Number).Select(a => new V1.AccountAmount { Account = a.ToReference(), Paise = UsualSide(a, rows.Where(r => r.AccountId == a.Id).Sum(r => r.Net)) })],
            [.. rows.Where(r => r.Net != 0 && IsForCaller(r.Id)).Select(r => new V1.MemberBalance
            {
                MemberId = r.Id.ToString(),
                KnownAs = r.KnownAs,
                Account = accounts[r.AccountId].ToReference(),
                Paise = UsualSide(accounts[r.AccountId], r.Net),
            })]);
    }

    private static long UsualSide(BookAccount account, long net) => account.GrowsByDebit ? net : -net;
}
