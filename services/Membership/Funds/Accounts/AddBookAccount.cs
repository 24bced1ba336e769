using Grpc.Core;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.BookAccount> AddBookAccount(V1.AddBookAccountRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var account = (await HoldAsync(id, context.CancellationToken)).Add(request);

        db.BookAccounts.Add(account);
        db.Audit("books.add_account", account.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return account.ToMessage(0);
    }
}
