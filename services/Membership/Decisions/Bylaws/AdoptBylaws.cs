using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.BylawVersion> AdoptBylaws(V1.AdoptBylawsRequest request, ServerCallContext context)
    {
        var from = Dates.Optional(request.InForceFrom, "in_force_from");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var draft = await HoldAsync(request.Id, context.CancellationToken);
        draft.RequireDraft();
        var (day, proposal, resolution) = request.DecisionCase switch
        {
            V1.AdoptBylawsRequest.DecisionOneofCase.ProposalId => await ByProposalAsync(
                Input.Id(request.ProposalId, "proposal_id"),
                draft,
                context.CancellationToken
            ),
            V1.AdoptBylawsRequest.DecisionOneofCase.ResolutionId => await ByResolutionAsync(
                Input.Id(request.ResolutionId, "resolution_id"),
                context.CancellationToken
            ),
            _ => throw Refusal.Invalid("resolution_id", "required", "Say which decision adopts it."),
        };
        var last = await db.Bylaws.MaxAsync(b => b.Number, context.CancellationToken) ?? 0;
        draft.Adopt(last + 1, day, from ?? day, proposal, resolution);

        db.Audit("bylaws.adopt", draft.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return await MessageAsync(draft, context.CancellationToken);
    }

    /// <summary>Its resolution is done by that.</summary>
    private async Task<(DateOnly Day, Guid? Proposal, Guid? Resolution)> ByProposalAsync(
        Guid id,
        Bylaw draft,
        CancellationToken cancellationToken
    )
    {
        var proposal =
            await db.Proposals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.BylawId == draft.Id, cancellationToken)
            ?? throw Refusal.Missing();
        if (proposal.Stage != V1.ProposalStage.Carried)
            throw Refusal.NotNow("not_carried", "This proposal was not carried.");
        if (
            await db.Resolutions.FirstOrDefaultAsync(r => r.ProposalId == id && r.Stage == V1.ResolutionStage.Open, cancellationToken) is
            { } resolution
        )
        {
            resolution.Complete(clock.Today);
            db.Publish(resolution.ToEvent());
        }
        return (proposal.DecidedOn!.Value, id, null);
    }

    private async Task<(DateOnly Day, Guid? Proposal, Guid? Resolution)> ByResolutionAsync(Guid id, CancellationToken cancellationToken)
    {
        var resolution =
            await db.Resolutions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) ?? throw Refusal.Missing();
        if (!resolution.Stands)
            throw Refusal.NotNow("not_standing", "This resolution was withdrawn or not adopted.");
        if (
            await db.Bylaws.AnyAsync(
                b => b.ResolutionId == id || (b.ProposalId != null && b.ProposalId == resolution.ProposalId),
                cancellationToken
            )
        )
            throw Refusal.NotNow("decision_used", "This decision has adopted another version.");
        return (resolution.AdoptedOn, null, id);
    }
}
