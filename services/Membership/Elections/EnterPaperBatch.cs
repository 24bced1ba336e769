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

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.RemovePaperBatchResponse> RemovePaperBatch(V1.RemovePaperBatchRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        await StepAsync(
            request.ElectionId,
            "ballots.remove_paper",
            async election =>
            {
                election.RequireClosed();
                db.PaperBatches.Remove(
                    await db
                        .PaperBatches.Include(b => b.Piles)
                        .FirstOrDefaultAsync(b => b.Id == id && b.ElectionId == election.Id, context.CancellationToken)
                        ?? throw Refusal.Missing()
                );
                await UnsignAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );
        return new();
    }

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.ListPaperBatchesResponse> ListPaperBatches(V1.ListPaperBatchesRequest request, ServerCallContext context)
    {
        var election = await ReadAsync(request.ElectionId, context.CancellationToken);
        var batches = await db
            .PaperBatches.AsNoTracking()
            .Include(b => b.Piles)
            .Where(b => b.ElectionId == election.Id)
            .OrderBy(b => b.Box)
            .ToListAsync(context.CancellationToken);
        return new() { Batches = { batches.Select(b => b.ToMessage(election)) } };
    }

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> ExplainMissingPapers(V1.ExplainMissingPapersRequest request, ServerCallContext context)
    {
        var explanation = Input.Required(request.Explanation, "explanation", Election.LongestReason);
        return await StepAsync(
            request.ElectionId,
            "ballots.explain_missing",
            async election =>
            {
                election.RequireClosed();
                var turnout = await TurnoutAsync(election, context.CancellationToken);
                if (turnout.PaperEntered == turnout.PaperGiven)
                    throw Refusal.NotNow("nothing_to_explain", "No paper ballot is missing.");
                election.Explain(explanation);
                await UnsignAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );
    }

    /// <summary>What the committee signed was another count: nobody has signed this one.</summary>
    private Task UnsignAsync(Election election, CancellationToken cancellationToken) =>
        db.Certifications.Where(c => c.ElectionId == election.Id).ExecuteDeleteAsync(cancellationToken);
}
