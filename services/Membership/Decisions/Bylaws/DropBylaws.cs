using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.DropBylawsResponse> DropBylaws(V1.DropBylawsRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var draft = await HoldAsync(request.Id, context.CancellationToken);
        if (
            draft.IsDraft
            && await db.Proposals.AnyAsync(
                p => p.BylawId == draft.Id && (p.Stage == V1.ProposalStage.Open || p.Stage == V1.ProposalStage.Carried),
                context.CancellationToken
            )
        )
            throw PutToVote();
        draft.Drop(clock.Today);

        db.Audit("bylaws.drop", draft.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return new();
    }
}
