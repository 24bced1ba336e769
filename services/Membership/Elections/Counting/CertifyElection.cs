using Grpc.Core;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> CertifyElection(V1.CertifyElectionRequest request, ServerCallContext context)
    {
        var signer = caller.RequiredMember;
        return await StepAsync(
            request.Id,
            "elections.certify",
            async election =>
            {
                await RequirePapersAsync(election, context.CancellationToken);
                if (election.Standing.Any(c => c.MemberId == signer))
                    throw Refusal.NotAllowed("own_election", "A candidate cannot certify her own election.");
                if (!(await db.HoldAsync([signer], context.CancellationToken))[0].BelongsOn(clock.Today))
                    throw Refusal.NotNow("not_a_member", "Only a member can certify an election.");
                var count = await CountAsync(election, context.CancellationToken);
                if (count.Outcome.Tie is not null)
                    throw Refusal.NotNow("tie", "The count waits for a lot. Draw it, and enter the order.");
                var signed = await db
                    .Certifications.Where(c => c.ElectionId == election.Id)
                    .Select(c => c.MemberId)
                    .ToListAsync(context.CancellationToken);
                if (signed.Contains(signer))
                    throw Refusal.NotNow("already_signed", "You have signed this count. Another member of the committee signs too.");

                db.Certifications.Add(
                    new()
                    {
                        ElectionId = election.Id,
                        MemberId = signer,
                        SignedOn = clock.Today,
                    }
                );
                if (signed.Count + 1 < Election.Signatures)
                    return;
                await db.SaveChangesAsync(context.CancellationToken); // before the stage shuts it
                await SeatAsync(election, count.Outcome, context.CancellationToken);
                await MixAsync(election, context.CancellationToken);
                election.Certify(clock.Today);
                db.Publish(new ElectionCertified(election.Id, clock.Today, election.RollSize, count.Outcome.Valid + count.Outcome.Spoiled));
            },
            context.CancellationToken
        );
    }

    /// <summary>
    /// Those elected take the seats from the day on which they take office. Where all the seats were elected the terms of those
    /// who hold them end the day before; else a term ends only when its time is over. The seat of somebody who has left
    /// meanwhile stays empty.
    /// </summary>
    /// <exception cref="Refusal"><c>no_seat</c>, and what <see cref="Office.Seat"/> refuses.</exception>
    private async Task SeatAsync(Election election, Outcome outcome, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(election.OfficeId, cancellationToken);
        foreach (
            var held in office
                .Terms.Where(t =>
                    t.EndedOn is null
                    && t.StartedOn < election.TakesOfficeOn
                    && (election.Seats == office.Seats || t.EndsOn < election.TakesOfficeOn)
                )
                .ToList()
        )
        {
            held.End(held.EndsOn < election.TakesOfficeOn ? held.EndsOn.Value : election.TakesOfficeOn.AddDays(-1));
            db.Publish(new TermEnded(held.Id, held.EndedOn!.Value));
        }
        var members = election.Standing.Where(c => c.Member is { LeftOn: null }).ToDictionary(c => c.Position, c => c.MemberId);
        foreach (var winner in outcome.Winners.Where(w => members.ContainsKey(w.Position)))
        {
            var term = office.Seat(members[winner.Position], election.TakesOfficeOn, election.Id, winner.Reserved);
            await db.PublishTermAsync(office, term, cancellationToken);
        }
    }

    /// <summary>
    /// Puts the paper ballots among the digital ones and writes all of them anew in an order drawn at random: nothing tells
    /// them apart any more.
    /// </summary>
    private async Task MixAsync(Election election, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from ballot where election_id = {election.Id} returning marks),
            papers as (
                select p.marks
                from paper_batch b join paper_pile p on p.tenant_id = b.tenant_id and p.batch_id = b.id, generate_series(1, p.papers)
                where b.election_id = {election.Id}
                union all select array[]::smallint[] from paper_batch b, generate_series(1, b.spoiled) where b.election_id = {election.Id})
            insert into ballot (tenant_id, id, election_id, marks)
            select current_tenant(), gen_random_uuid(), {election.Id}, marks
            from (select marks from gone union all select marks from papers) every order by gen_random_uuid()
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from paper_pile p using paper_batch b
            where b.tenant_id = p.tenant_id and b.id = p.batch_id and b.election_id = {election.Id}
            """,
            cancellationToken
        );
    }
}
