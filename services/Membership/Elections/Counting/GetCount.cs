using System.Diagnostics;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.CountSheet> GetCount(V1.GetCountRequest request, ServerCallContext context)
    {
        var election = await ReadAsync(request.ElectionId, context.CancellationToken);
        if (election.Stage != V1.ElectionStage.Certified)
        {
            if (!caller.May(Permission.ElectionsRun))
                throw Refusal.NotNow("not_certified", "The result is shown once the election is certified.");
            await RequirePapersAsync(election, context.CancellationToken);
        }
        return (await CountAsync(election, context.CancellationToken)).ToMessage(election);
    }

    private async Task RequirePapersAsync(Election election, CancellationToken cancellationToken)
    {
        election.RequireClosed();
        var turnout = await TurnoutAsync(election, cancellationToken);
        if (turnout.PaperEntered < turnout.PaperGiven && election.PapersExplained.Length == 0)
            throw Refusal.NotNow("papers_missing", "Paper ballots are missing. Enter every box, or explain what is missing.");
    }

    /// <summary>Counts the ballots of all kinds, from the rows themselves.</summary>
    private async Task<ElectionCount> CountAsync(Election election, CancellationToken cancellationToken)
    {
        var piles = await db
            .Ballots.Where(b => b.ElectionId == election.Id)
            .GroupBy(b => b.Marks)
            .Select(g => new { Marks = g.Key, Papers = g.Count() })
            .ToListAsync(cancellationToken);
        var batches = await db
            .PaperBatches.AsNoTracking()
            .Include(b => b.Piles)
            .Where(b => b.ElectionId == election.Id)
            .ToListAsync(cancellationToken);
        var lots = await db.Lots.AsNoTracking().Where(l => l.ElectionId == election.Id).OrderBy(l => l.Id).ToListAsync(cancellationToken);

        var contest = new Contest(
            election.Seats,
            election.ReservedSeats,
            [.. election.Standing.Select(c => new Runner(c.Position, c.OfSubGroup))]
        );
        List<Pile> ballots = [.. piles.Select(p => new Pile(p.Marks, p.Papers))];
        if (election.Stage != V1.ElectionStage.Certified) // after that they are among the others
            ballots.AddRange(batches.SelectMany(b => b.Piles.Select(p => new Pile(p.Marks, p.Papers)).Append(new([], b.Spoiled))));
        DrawnLot[] drawn = [.. lots.Select(l => new DrawnLot(l.Drawn))];
        var outcome = election.Method switch
        {
            V1.CountingMethod.Approval => Approval.Count(contest, ballots, drawn),
            V1.CountingMethod.Plurality => Plurality.Count(contest, ballots, drawn),
            V1.CountingMethod.SingleTransferableVote => SingleTransferableVote.Count(contest, ballots, drawn),
            _ => throw new UnreachableException(),
        };
        return new(outcome, lots);
    }
}
