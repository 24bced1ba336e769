using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsVote)]
    public override async Task<V1.Proposal> CastVote(V1.CastVoteRequest request, ServerCallContext context)
    {
        var me = caller.RequiredMember;
        var id = Input.Id(request.Id);
        var choice = Input.Choice(request.Choice, "choice");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var her = (await db.HoldAsync([me], context.CancellationToken))[0];
        // Votes do not wait for each other, only for the count.
        var proposal =
            await db
                .Proposals.FromSql($"select * from proposal where id = {id} for share")
                .AsNoTracking()
                .FirstOrDefaultAsync(context.CancellationToken)
            ?? throw Refusal.Missing();
        if (proposal.Stage is V1.ProposalStage.Proposed or V1.ProposalStage.Withdrawn)
            throw Refusal.NotNow("vote_not_open", "This is not being voted on.");
        if (!proposal.IsOpenOn(clock.Today))
            throw Refusal.NotNow("vote_closed", "The vote is closed.");
        if (her.LeftOn is not null || !her.BelongsOn(proposal.OpensOn!.Value))
            throw Refusal.NotNow("not_on_roll", "Those vote who were members on the day on which the vote opened.");

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into proposal_vote (tenant_id, proposal_id, member_id, choice) values (current_tenant(), {id}, {me}, {choice.ToString()})
            on conflict (tenant_id, proposal_id, member_id) do update set choice = excluded.choice
            """,
            context.CancellationToken
        );
        var message = await SaveAsync(proposal, "proposals.vote", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }
}
