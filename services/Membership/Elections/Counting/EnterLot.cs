using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.CountSheet> EnterLot(V1.EnterLotRequest request, ServerCallContext context)
    {
        var witnesses = request.WitnessIds.Select(id => Input.Id(id, "witness_ids")).Distinct().ToArray();
        if (witnesses.Length is < Lot.LeastWitnesses or > Lot.MostWitnesses)
            throw Refusal.Invalid("witness_ids", "witnesses", "Name at least two witnesses.");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var election = await HoldAsync(request.ElectionId, context.CancellationToken);
        await RequirePapersAsync(election, context.CancellationToken);
        if ((await CountAsync(election, context.CancellationToken)).Outcome.Tie is not { } tie)
            throw Refusal.NotNow("no_tie", "The count waits for no lot.");
        var positions = election.Standing.ToDictionary(c => c.Id, c => c.Position);
        var drawn = request.CandidateIds.Select(id => positions.GetValueOrDefault(Input.Id(id, "candidate_ids"))).ToArray();
        if (!drawn.Order().SequenceEqual(tie.Between))
            throw Refusal.Invalid("candidate_ids", "other_tie", "Name each of those who are tied once, in the order drawn.");
        if (election.Standing.Any(c => witnesses.Contains(c.MemberId)))
            throw Refusal.Invalid("witness_ids", "own_election", "A candidate cannot be a witness.");
        if ((await db.HoldAsync(witnesses, context.CancellationToken)).Any(w => !w.BelongsOn(clock.Today)))
            throw Refusal.Invalid("witness_ids", "not_a_member", "A witness must be a member.");

        db.Lots.Add(
            new()
            {
                ElectionId = election.Id,
                Drawn = drawn,
                Witnesses = witnesses,
                DrawnOn = clock.Today,
            }
        );
        await UnsignAsync(election, context.CancellationToken);
        db.Audit("elections.enter_lot", election.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        var count = await CountAsync(election, context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return count.ToMessage(election);
    }
}
