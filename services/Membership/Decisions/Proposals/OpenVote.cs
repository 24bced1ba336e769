using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.Proposal> OpenVote(V1.OpenVoteRequest request, ServerCallContext context)
    {
        var closesOn = Dates.Optional(request.ClosesOn, "closes_on") ?? throw Refusal.Invalid("closes_on", "required", "Say on which day.");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var proposal = await HoldAsync(request.Id, context.CancellationToken);
        proposal.Open(clock.Today, closesOn);
        await HoldDraftAsync(proposal, context.CancellationToken);

        var message = await SaveAsync(proposal, "proposals.open_vote", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }
}
