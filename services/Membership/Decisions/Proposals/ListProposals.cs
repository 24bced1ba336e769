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

        // Ids are made in the order of time.
        var (proposals, next) = await listed.PageAsync(
            p => ValueTuple.Create(p.Id),
            size,
            request.PageToken,
            context.CancellationToken,
            descending: true
        );
        return new() { Proposals = { await MessagesAsync(proposals, context.CancellationToken) }, NextPageToken = next };
    }
}
