using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.GivePaperBallotResponse> GivePaperBallot(V1.GivePaperBallotRequest request, ServerCallContext context)
    {
        var member = Input.Id(request.MemberId, "member_id");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var election = await HoldForVotingAsync(request.ElectionId, context.CancellationToken);
        election.RequireVoting(clock.Today);
        if (!await MarkAsync(election, member, V1.HowVoted.Paper, context.CancellationToken))
            throw await NotMarkedAsync(election, member, context.CancellationToken);

        db.Audit("ballots.give_paper", member);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return new();
    }
}
