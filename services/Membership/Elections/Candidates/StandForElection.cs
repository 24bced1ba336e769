using Grpc.Core;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsStand)]
    public override async Task<V1.Election> StandForElection(V1.StandForElectionRequest request, ServerCallContext context)
    {
        var member = caller.RequiredMember;
        var symbol = Symbol.Of(request.Symbol);
        return await StepAsync(
            request.ElectionId,
            "elections.stand",
            election => NominateAsync(election, member, null, symbol, context.CancellationToken),
            context.CancellationToken
        );
    }

    private async Task NominateAsync(Election election, Guid memberId, Guid? proposer, string symbol, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        election.RequireNominations();
        var held = await db.HoldAsync([memberId, .. proposer is { } p ? [p] : Array.Empty<Guid>()], cancellationToken);
        var member = held.Single(m => m.Id == memberId);
        if (held.Any(m => !m.BelongsOn(today)))
            throw Refusal.NotNow("not_a_member", "Only a member can stand and propose.");
        if (!member.BelongsOn(election.RollCutOff))
            throw Refusal.NotNow("not_on_roll", "She will not be on the roll: she joined after its day.");

        var office = await OfficeAsync(election.OfficeId, cancellationToken);
        if (office.InARow(memberId, election.TakesOfficeOn) > office.TermLimit)
            throw Refusal.NotNow(
                "term_limit",
                "She has served as many terms in a row as are allowed; the next one is somebody else's turn."
            );
        if (await HoldsPaidPostAsync(memberId, today, cancellationToken))
            throw Refusal.NotNow("paid_post", "She holds a paid post. She can stand once she has left it.");

        var ofSubGroup = election.ReservedFor.Length > 0 && await db.InSubGroupAsync(memberId, election.ReservedFor, cancellationToken);
        election.Nominate(memberId, proposer, symbol, ofSubGroup, today);
    }

    private Task<bool> HoldsPaidPostAsync(Guid member, DateOnly day, CancellationToken cancellationToken) =>
        db.Terms.AnyAsync(
            t =>
                t.MemberId == member
                && t.StartedOn <= day
                && (t.EndedOn == null || t.EndedOn >= day)
                && db.Offices.Any(o => o.Id == t.OfficeId && o.Kind == OfficeKind.PaidPost),
            cancellationToken
        );
}
