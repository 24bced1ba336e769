using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.RemoveBookAccountResponse> RemoveBookAccount(
        V1.RemoveBookAccountRequest request,
        ServerCallContext context
    )
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var account = await HoldAccountAsync(request.Id, context.CancellationToken);
        account.RequireNotNeeded();
        if (await db.VoucherDrafts.AnyAsync(d => d.Lines.Any(l => l.AccountId == account.Id), context.CancellationToken))
            throw Refusal.NotNow("in_use", "Something was written to this account. It can be closed, and stays in the reports.");

        db.BookAccounts.Remove(account);
        db.Audit("books.remove_account", account.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return new();
    }
}
