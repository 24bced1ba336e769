using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    private sealed record Listed(DateTimeOffset At, Guid Id);

    /// <summary>Newest first, used and expired ones too; never with their codes.</summary>
    [Needs(Permission.AccountsRead)]
    public override async Task<V1.ListInvitationsResponse> ListInvitations(V1.ListInvitationsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var query = db.Invitations.AsNoTracking();
        if (Page.After<Listed>(request.PageToken) is { } after)
            query = query.Where(i => EF.Functions.LessThan(ValueTuple.Create(i.CreatedAt, i.Id), ValueTuple.Create(after.At, after.Id)));
        var rows = await query
            .OrderByDescending(i => i.CreatedAt)
            .ThenByDescending(i => i.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        var (page, next) = Page.Cut(rows, size, i => new Listed(i.CreatedAt, i.Id));
        return new() { Invitations = { page.Select(i => i.ToMessage()) }, NextPageToken = next };
    }
}
