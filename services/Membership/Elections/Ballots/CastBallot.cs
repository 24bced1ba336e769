using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    /// <remarks>
    /// Her line of the roll and the sealed ballot are saved together or not at all. Neither an event nor a line of the audit
    /// log is written: both would keep the order and the time of voting; the roll itself is the record that she voted. See
    /// docs/adr/0012-secret-ballot.md.
    /// </remarks>
    [Needs(Permission.BallotsCast)]
    public override async Task<V1.CastBallotResponse> CastBallot(V1.CastBallotRequest request, ServerCallContext context)
    {
        var member = caller.RequiredMember;
        var key = Input.Id(request.RetryKey, "retry_key");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var election = await HoldForVotingAsync(request.ElectionId, context.CancellationToken);
        election.RequireVoting(clock.Today);
        var marks = election.Marks(request.CandidateIds);
        if (marks.Length == 0 && !request.Blank)
            throw Refusal.Invalid("candidate_ids", "required", "Mark somebody, or say that the ballot is to stay empty.");
        var tag = await vault.DigestAsync($"ballot {election.Id}", key.ToString(), context.CancellationToken);
        var receipt = BallotReceipt.From(await vault.DigestAsync($"receipt {election.Id}", key.ToString(), context.CancellationToken));

        if (!await MarkAsync(election, member, V1.HowVoted.Digital, context.CancellationToken))
        {
            if (await db.SealedBallots.AnyAsync(b => b.ElectionId == election.Id && b.Tag == tag, context.CancellationToken))
                return new() { Receipt = receipt };
            throw await NotMarkedAsync(election, member, context.CancellationToken);
        }
        var ballotKey = await db.BallotKeys.AsNoTracking().SingleAsync(k => k.ElectionId == election.Id, context.CancellationToken);
        var paper = new BallotPaper(marks, receipt).Write(election.Standing.Count());
        db.SealedBallots.Add(
            new()
            {
                ElectionId = election.Id,
                Tag = tag,
                Sealed = await ballotKey.SealAsync(paper, vault, context.CancellationToken),
            }
        );
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return new() { Receipt = receipt };
    }

    /// <summary>Marks on the roll how a member voted. One statement, so that of two at once one is turned away.</summary>
    /// <returns>False when she is not on the roll, has left, or has voted.</returns>
    private async Task<bool> MarkAsync(Election election, Guid member, V1.HowVoted how, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            update roll_entry set voted = {how.ToString()}
            where election_id = {election.Id} and member_id = {member} and voted is null
                and exists (select from member m where m.id = {member} and m.left_on is null)
            """,
            cancellationToken
        ) == 1;

    private async Task<Refusal> NotMarkedAsync(Election election, Guid member, CancellationToken cancellationToken) =>
        await db
            .RollEntries.AsNoTracking()
            .Where(r => r.ElectionId == election.Id && r.MemberId == member)
            .Select(r => new { r.Voted, r.Member.LeftOn })
            .FirstOrDefaultAsync(cancellationToken) switch
        {
            null => Refusal.NotNow("not_on_roll", "She is not on the roll of this election."),
            { Voted: not null } => Refusal.NotNow("already_voted", "She has voted already."),
            _ => Refusal.NotNow("not_a_member", "She is no longer a member."),
        };
}
