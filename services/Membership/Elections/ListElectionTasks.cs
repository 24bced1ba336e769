using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.ListElectionTasksResponse> ListElectionTasks(
        V1.ListElectionTasksRequest request,
        ServerCallContext context
    )
    {
        var today = clock.Today;
        var underWay = await UnderWayAsync(context.CancellationToken);
        var toVote = await ToVoteAsync(underWay, today, context.CancellationToken);
        var signed = await db
            .Certifications.Where(c => c.MemberId == caller.Member)
            .Select(c => c.ElectionId)
            .ToListAsync(context.CancellationToken);

        var answer = new V1.ListElectionTasksResponse();
        foreach (var election in underWay)
        {
            if (toVote.Contains(election.Id))
                Add(election, V1.ElectionTaskKind.Vote, election.VotingUntil);
            if (MayStand(election, today))
                Add(election, V1.ElectionTaskKind.Stand, election.NominationsUntil);
            if (caller.May(Permission.ElectionsRun) && !signed.Contains(election.Id) && Due(election, today) is { } step)
                Add(election, step.Kind, step.On);
        }
        return answer;

        void Add(Election election, V1.ElectionTaskKind kind, DateOnly on) =>
            answer.Tasks.Add(
                new V1.ElectionTask
                {
                    Kind = kind,
                    ElectionId = election.Id.ToString(),
                    ElectionName = election.Name,
                    DueOn = on.ToMessage(),
                }
            );
    }

    private Task<List<Election>> UnderWayAsync(CancellationToken cancellationToken) =>
        db
            .Elections.AsNoTracking()
            .Include(e => e.Candidates)
            .Where(e =>
                e.Stage != V1.ElectionStage.Certified && e.Stage != V1.ElectionStage.Cancelled && e.Stage != V1.ElectionStage.QuorumMissed
            )
            .OrderBy(e => e.VotingUntil)
            .ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Those in which the caller can vote today and has not.</summary>
    private async Task<List<Guid>> ToVoteAsync(List<Election> underWay, DateOnly today, CancellationToken cancellationToken)
    {
        var voting = underWay
            .Where(e => e.Stage == V1.ElectionStage.Voting && e.VotingFrom <= today && today <= e.VotingUntil)
            .Select(e => e.Id)
            .ToList();
        return caller.Member is { } me && caller.May(Permission.BallotsCast)
            ? await db
                .RollEntries.Where(r => voting.Contains(r.ElectionId) && r.MemberId == me && r.Voted == null && r.Member.LeftOn == null)
                .Select(r => r.ElectionId)
                .ToListAsync(cancellationToken)
            : [];
    }

    private bool MayStand(Election election, DateOnly today) =>
        election.Stage == V1.ElectionStage.Nominations
        && today <= election.NominationsUntil
        && caller.May(Permission.ElectionsStand)
        && caller.Member is { } member
        && election.Standing.All(c => c.MemberId != member);

    /// <summary>The step that the committee can take by now; null while it only waits.</summary>
    private static (V1.ElectionTaskKind Kind, DateOnly On)? Due(Election election, DateOnly today) =>
        election.Stage switch
        {
            V1.ElectionStage.Draft when today <= election.NominationsUntil => (
                V1.ElectionTaskKind.OpenNominations,
                election.NominationsUntil
            ),
            V1.ElectionStage.Nominations when today >= election.NominationsUntil && today >= election.RollCutOff => (
                V1.ElectionTaskKind.FreezeRoll,
                election.VotingFrom
            ),
            V1.ElectionStage.RollFrozen when today >= election.VotingFrom => (V1.ElectionTaskKind.OpenVoting, election.VotingFrom),
            V1.ElectionStage.Voting when today >= election.VotingUntil => (V1.ElectionTaskKind.CloseVoting, election.VotingUntil),
            V1.ElectionStage.Closed => (V1.ElectionTaskKind.FinishCount, election.TakesOfficeOn),
            _ => null,
        };
}
