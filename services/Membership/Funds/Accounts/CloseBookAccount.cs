using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.BookAccount> CloseBookAccount(V1.CloseBookAccountRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var account = await HoldAccountAsync(request.Id, context.CancellationToken);
        var balance = await db
            .AccountTotals.Where(t => t.AccountId == account.Id)
            .Select(t => t.Debit - t.Credit)
            .FirstOrDefaultAsync(context.CancellationToken);
        var waits = await db.VoucherDrafts.AnyAsync(
            d => d.State == V1.VoucherState.Waiting && d.Lines.Any(l => l.AccountId == account.Id),
            context.CancellationToken
        );
        account.Close(clock.Today, balance, waits);

        db.Audit("books.close_account", account.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return account.ToMessage(0);
    }

    /// <summary>An account, and its books held.</summary>
    private async Task<BookAccount> HoldAccountAsync(string text, CancellationToken cancellationToken)
    {
        var id = Input.Id(text);
        var books =
            await db.BookAccounts.Where(a => a.Id == id).Select(a => (Guid?)a.BooksId).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
        return (await HoldAsync(books, cancellationToken)).Accounts.FirstOrDefault(a => a.Id == id) ?? throw Refusal.Missing();
    }
}
