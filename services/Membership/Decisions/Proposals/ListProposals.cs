using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.ListProposalsResponse> ListProposals(V1.ListProposalsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Proposals.AsNoTracking();
        if (request.Undecided)
            listed = listed.Where(p => p.Stage == V1.ProposalStage.Proposed || p.Stage == V1.ProposalStage.Open);
        if (Page.After<Place>(request.PageToken) is { } after)
            listed = listed.Where(p => p.Id < after.Id);

        // Ids are made in the order of time.
        var rows = await listed.OrderByDescending(p => p.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var (proposals, next) = Page.Cut(rows, size, p => new Place(p.Id));
        return new() { Proposals = { await MessagesAsync(proposals, context.CancellationToken) }, NextPageToken = next };
    }

    private sealed record Place(Guid Id);
}
