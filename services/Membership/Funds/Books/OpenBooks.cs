using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.Books> OpenBooks(V1.OpenBooksRequest request, ServerCallContext context)
    {
        var groupId = request.GroupId.Length == 0 ? (Guid?)null : Input.Id(request.GroupId);
        var day = Dates.Past(request.OpenedOn, "opened_on", clock.Today);
        var group = await GroupAsync(groupId, context.CancellationToken);
        if (await db.Books.AnyAsync(b => b.GroupId == groupId, context.CancellationToken))
            throw Refusal.NotNow("books_exist", "These books are open already.");
        var books = Books.Open(group, day);

        db.Books.Add(books);
        db.BooksHeads.Add(new() { BooksId = books.Id });
        db.Audit("books.open", books.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return books.ToMessage(group?.Name ?? "", books.Accounts);
    }
}
