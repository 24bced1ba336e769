using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.Books> GetBooks(V1.GetBooksRequest request, ServerCallContext context)
    {
        var books = await FindAsync(Input.Id(request.Id), context.CancellationToken);
        var group = await GroupAsync(books.GroupId, context.CancellationToken);
        var ids = books.Accounts.Select(a => a.Id).ToArray();
        var balances = await db
            .AccountTotals.Where(t => ids.Contains(t.AccountId))
            .ToDictionaryAsync(t => t.AccountId, t => t.Debit - t.Credit, context.CancellationToken);

        var message = books.ToMessage(group?.Name ?? "", books.Accounts, balances);
        message.Waiting = await db.VoucherDrafts.CountAsync(
            d => d.BooksId == books.Id && d.State == V1.VoucherState.Waiting,
            context.CancellationToken
        );
        message.Vouchers = await db
            .BooksHeads.Where(h => h.BooksId == books.Id)
            .Select(h => h.Sequence)
            .FirstOrDefaultAsync(context.CancellationToken);
        message.HasCutOff = await HasCutOffAsync(books.Id, context.CancellationToken);
        return message;
    }

    /// <summary>A cut-off sheet waits, or was posted and stands.</summary>
    private Task<bool> HasCutOffAsync(Guid books, CancellationToken cancellationToken) =>
        db.VoucherDrafts.AnyAsync(
            d =>
                d.BooksId == books
                && d.Kind == V1.VoucherKind.Opening
                && (d.State == V1.VoucherState.Waiting || (d.State == V1.VoucherState.Posted && !db.Vouchers.Any(v => v.Reverses == d.Id))),
            cancellationToken
        );
}
