using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Proposal> GetProposal(V1.GetProposalRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        return await MessageAsync(
            await db.Proposals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, context.CancellationToken) ?? throw Refusal.Missing(),
            context.CancellationToken
        );
    }
}
