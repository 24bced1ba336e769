using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.Proposal> CloseVote(V1.CloseVoteRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var proposal = await HoldAsync(request.Id, context.CancellationToken);
        proposal.RequireOpen();
        var votes = db.ProposalVotes.Where(v => v.ProposalId == proposal.Id);
        var chosen = await votes
            .GroupBy(v => v.Choice)
            .Select(g => new { g.Key, Votes = g.Count() })
            .ToListAsync(context.CancellationToken);
        int Of(V1.VoteChoice choice) => chosen.Where(c => c.Key == choice).Sum(c => c.Votes);
        var onRoll = MembersOn(proposal.OpensOn!.Value);
        // erased since: she took part, and is not to be seen
        var gone = await votes.CountAsync(v => !onRoll.Any(m => m.Id == v.MemberId), context.CancellationToken);
        var count = new VoteCount(
            Of(V1.VoteChoice.For),
            Of(V1.VoteChoice.Against),
            Of(V1.VoteChoice.Abstain),
            chosen.Sum(c => c.Votes),
            await onRoll.CountAsync(context.CancellationToken) + gone
        );
        var waiting = await onRoll.CountAsync(m => m.LeftOn == null && !votes.Any(v => v.MemberId == m.Id), context.CancellationToken);
        proposal.Close(count, waiting, clock.Today);
        Resolve(proposal);

        await votes.ExecuteUpdateAsync(v => v.SetProperty(x => x.Choice, (V1.VoteChoice?)null), context.CancellationToken);
        var message = await SaveAsync(proposal, "proposals.close_vote", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }
}
