using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    /// <summary>Newest first, used and expired ones too; never with their codes.</summary>
    [Needs(Permission.AccountsRead)]
    public override async Task<V1.ListInvitationsResponse> ListInvitations(V1.ListInvitationsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (invitations, next) = await db
            .Invitations.AsNoTracking()
            .PageAsync(i => ValueTuple.Create(i.CreatedAt, i.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Invitations = { invitations.Select(i => i.ToMessage()) }, NextPageToken = next };
    }
}
