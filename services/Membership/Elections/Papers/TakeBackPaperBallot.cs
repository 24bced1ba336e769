using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.TakeBackPaperBallotResponse> TakeBackPaperBallot(
        V1.TakeBackPaperBallotRequest request,
        ServerCallContext context
    )
    {
        var member = Input.Id(request.MemberId, "member_id");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var election = await HoldForVotingAsync(request.ElectionId, context.CancellationToken);
        election.RequireVoting(clock.Today);
        if (!await UnmarkAsync(election, member, context.CancellationToken))
            throw Refusal.NotNow("no_paper_ballot", "She was given no paper ballot.");

        db.Audit("ballots.take_back_paper", member);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return new();
    }

    private async Task<bool> UnmarkAsync(Election election, Guid member, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            update roll_entry set voted = null where election_id = {election.Id} and member_id = {member} and voted = 'Paper'
            """,
            cancellationToken
        ) == 1;
}
