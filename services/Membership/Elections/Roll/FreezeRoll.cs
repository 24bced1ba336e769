using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override Task<V1.Election> FreezeRoll(V1.FreezeRollRequest request, ServerCallContext context) =>
        StepAsync(
            request.Id,
            "elections.freeze_roll",
            async election =>
            {
                election.RequireFreezing(clock.Today);
                var size = await FreezeAsync(election, context.CancellationToken);
                var standing = election.Standing.ToArray();
                var members = standing.Select(c => c.MemberId).ToArray();
                if (
                    await db.RollEntries.CountAsync(
                        r => r.ElectionId == election.Id && members.Contains(r.MemberId),
                        context.CancellationToken
                    ) < standing.Length
                    || standing.Any(c => c.Member is not { LeftOn: null })
                )
                    throw Refusal.NotNow(
                        "candidate_not_on_roll",
                        "A candidate is no longer a member, or was not one on the day of the roll. Withdraw her nomination first."
                    );

                RandomNumberGenerator.Shuffle<Candidate>(standing);
                election.Freeze(size, standing);
            },
            context.CancellationToken
        );

    /// <summary>Everybody who belonged to the collective on the cut-off day, in the order of their numbers.</summary>
    private Task<int> FreezeAsync(Election election, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into roll_entry (tenant_id, election_id, member_id, line)
            select m.tenant_id, {election.Id}, m.id, row_number() over (order by m.number, m.id)
            from member m where m.joined_on <= {election.RollCutOff} and (m.left_on is null or m.left_on >= {election.RollCutOff})
                or exists (
                    select from earlier_stint s
                    where s.tenant_id = m.tenant_id and s.member_id = m.id and {election.RollCutOff} between s.joined_on and s.left_on)
            """,
            cancellationToken
        );
}
