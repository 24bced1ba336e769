using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.Proposal> UndoDecision(V1.UndoDecisionRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var proposal = await HoldAsync(request.Id, context.CancellationToken);
        proposal.Undo(clock.Today);
        if (
            await db.Resolutions.Include(r => r.Notes).FirstOrDefaultAsync(r => r.ProposalId == proposal.Id, context.CancellationToken) is
            { } resolution
        )
        {
            if (resolution.Revision > 1 || resolution.Notes.Count > 0)
                throw Refusal.NotNow("followed_up", "Somebody follows this up already. Withdraw the resolution instead.");
            db.Resolutions.Remove(resolution);
            db.Publish(new ResolutionChanged(resolution.Id, resolution.AdoptedOn, null, null, Withdrawn: true, resolution.Revision + 1));
        }

        var message = await SaveAsync(proposal, "proposals.undo_decision", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }
}
