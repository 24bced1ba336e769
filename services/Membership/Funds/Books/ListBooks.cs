using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.ListBooksResponse> ListBooks(V1.ListBooksRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed =
            from books in Readable.AsNoTracking()
            join g in db.Groups on books.GroupId equals g.Id into groups
            from g in groups.DefaultIfEmpty()
            select new { Books = books, Name = g == null ? "" : g.Name };

        var (page, next) = await listed
            .Select(l => new
            {
                l.Books,
                l.Name,
                Money = (
                    from a in db.BookAccounts
                    join t in db.AccountTotals on a.Id equals t.AccountId
                    where a.BooksId == l.Books.Id && a.Use != V1.BookAccountUse.Ordinary
                    select new { a.Use, Balance = t.Debit - t.Credit }
                ).ToList(),
                Waiting = db.VoucherDrafts.Count(d => d.BooksId == l.Books.Id && d.State == V1.VoucherState.Waiting),
                Vouchers = db.BooksHeads.Where(h => h.BooksId == l.Books.Id).Select(h => h.Sequence).FirstOrDefault(),
            })
            .PageAsync(
                r => ValueTuple.Create(r.Name), // no two have the same name
                size,
                request.PageToken,
                context.CancellationToken
            );

        var response = new V1.ListBooksResponse { NextPageToken = next };
        foreach (var row in page)
        {
            var message = row.Books.ToMessage(row.Name, []);
            message.CashPaise = row.Money.Where(m => m.Use == V1.BookAccountUse.Cash).Sum(m => m.Balance);
            message.BankPaise = row.Money.Where(m => m.Use == V1.BookAccountUse.Bank).Sum(m => m.Balance);
            message.Waiting = row.Waiting;
            message.Vouchers = row.Vouchers;
            response.Books.Add(message);
        }
        return response;
    }
}
