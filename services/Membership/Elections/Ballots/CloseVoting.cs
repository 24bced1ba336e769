using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override Task<V1.Election> CloseVoting(V1.CloseVotingRequest request, ServerCallContext context) =>
        StepAsync(
            request.Id,
            "elections.close",
            async election =>
            {
                election.Close(
                    await db.RollEntries.CountAsync(r => r.ElectionId == election.Id && r.Voted != null, context.CancellationToken),
                    clock.Today
                );
                if (election.Stage == V1.ElectionStage.Closed)
                    await OpenBallotsAsync(election, context.CancellationToken);
                await DestroySealedAsync(election, context.CancellationToken);
                await RewriteRollAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );

    /// <summary>
    /// Writes what was voted, and apart from it the receipts, each in one statement and in an order drawn at random: the rows'
    /// ids, their places in the table and the transaction that wrote them are the same or unrelated for all of them.
    /// </summary>
    private async Task OpenBallotsAsync(Election election, CancellationToken cancellationToken)
    {
        var sealedOnes = await db
            .SealedBallots.Where(b => b.ElectionId == election.Id)
            .Select(b => b.Sealed)
            .ToListAsync(cancellationToken);
        if (sealedOnes.Count == 0)
            return;
        var key = await db.BallotKeys.AsNoTracking().SingleAsync(k => k.ElectionId == election.Id, cancellationToken);
        var papers = (await key.OpenAsync(sealedOnes, vault, cancellationToken)).Select(BallotPaper.Read).ToList();
        var marks = papers.Select(p => $"{{{string.Join(',', p.Marks)}}}").ToArray();
        var receipts = papers.Select(p => p.Receipt).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ballot (tenant_id, id, election_id, marks)
            select current_tenant(), gen_random_uuid(), {election.Id}, m::smallint[] from unnest({marks}) m order by gen_random_uuid()
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ballot_receipt (tenant_id, election_id, code)
            select current_tenant(), {election.Id}, c from unnest({receipts}) c order by gen_random_uuid() on conflict do nothing
            """,
            cancellationToken
        );
    }

    private async Task DestroySealedAsync(Election election, CancellationToken cancellationToken)
    {
        await db.SealedBallots.Where(b => b.ElectionId == election.Id).ExecuteDeleteAsync(cancellationToken);
        await db.BallotKeys.Where(k => k.ElectionId == election.Id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Writes the roll anew by its lines, so that neither the places of its rows nor the transactions that marked them tell who
    /// voted when.
    /// </summary>
    private Task RewriteRollAsync(Election election, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with gone as (
                delete from roll_entry where election_id = {election.Id} returning tenant_id, election_id, member_id, line, voted)
            insert into roll_entry (tenant_id, election_id, member_id, line, voted)
            select tenant_id, election_id, member_id, line, voted from gone order by line
            """,
            cancellationToken
        );
}
