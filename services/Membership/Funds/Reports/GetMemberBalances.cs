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
    private async Task<(List<V1.AccountAmount> Totals, List<V1.MemberBalance> Balances)> ByMemberAsync(
        Books books,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var accounts = books.Accounts.Where(a => a.PerMember).ToDictionary(a => a.Id);
        Guid[] ids = [.. accounts.Keys];
        var rows = await db
            .Database.SqlQuery<Balance>(
                $"""
                select e.account_id as "AccountId", e.member_id as "MemberId", m.known_as as "KnownAs",
                    sum(e.debit - e.credit)::bigint as "Net"
                from voucher_entry e join member m on m.id = e.member_id
                where e.account_id = any({ids}) and e.day <= {day}
                group by e.account_id, e.member_id, m.known_as order by m.known_as, e.member_id
                """
            )
            .ToListAsync(cancellationToken);
        return (
            [
                .. accounts
                    .Values.OrderBy(a => a.Number)
                    .Select(a => new V1.AccountAmount
                    {
                        Account = a.ToReference(),
                        Paise = UsualSide(a, rows.Where(r => r.AccountId == a.Id).Sum(r => r.Net)),
                    }),
            ],
            [
                .. rows.Where(r => r.Net != 0 && IsForCaller(r.MemberId))
                    .Select(r => new V1.MemberBalance
                    {
                        MemberId = r.MemberId.ToString(),
                        KnownAs = r.KnownAs,
                        Account = accounts[r.AccountId].ToReference(),
                        Paise = UsualSide(accounts[r.AccountId], r.Net),
                    }),
            ]
        );
    }

    private static long UsualSide(BookAccount account, long net) => account.GrowsByDebit ? net : -net;

    private sealed record Balance(Guid AccountId, Guid MemberId, string KnownAs, long Net);
}
