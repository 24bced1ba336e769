using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.PaperBatch> EnterPaperBatch(V1.EnterPaperBatchRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var election = await HoldAsync(request.ElectionId, context.CancellationToken);
        election.RequireClosed();
        var batch = PaperBatch.From(election, request);
        if (await db.PaperBatches.AnyAsync(b => b.ElectionId == election.Id && b.Box == batch.Box, context.CancellationToken))
            throw Refusal.Invalid("box", "box_entered", "This box is entered already. Take it out first to enter it anew.");
        var turnout = await TurnoutAsync(election, context.CancellationToken);
        if (turnout.PaperEntered + batch.Papers > turnout.PaperGiven)
            throw Refusal.NotNow("too_many_papers", "These are more ballots than were given out. Count the box again.");

        db.PaperBatches.Add(batch);
        await UnsignAsync(election, context.CancellationToken);
        db.Audit("ballots.enter_paper", batch.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return batch.ToMessage(election);
    }

    /// <summary>What the committee signed was another count: nobody has signed this one.</summary>
    private Task UnsignAsync(Election election, CancellationToken cancellationToken) =>
        db.Certifications.Where(c => c.ElectionId == election.Id).ExecuteDeleteAsync(cancellationToken);
}
