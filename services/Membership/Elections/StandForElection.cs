using Grpc.Core;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override Task<V1.Election> OpenNominations(V1.OpenNominationsRequest request, ServerCallContext context) =>
        StepAsync(
            request.Id,
            "elections.open_nominations",
            election =>
            {
                election.OpenNominations(clock.Today);
                return Task.CompletedTask;
            },
            context.CancellationToken
        );

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

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> NominateCandidate(V1.NominateCandidateRequest request, ServerCallContext context)
    {
        var member = Input.Id(request.MemberId, "member_id");
        var proposer = Input.Id(request.ProposerId, "proposer_id");
        var symbol = Symbol.Of(request.Symbol);
        if (!request.Consent)
            throw Refusal.NotNow("consent_required", "She must first agree to stand.");
        if (proposer == member)
            throw Refusal.Invalid("proposer_id", "own_proposer", "Somebody else proposes her.");
        return await StepAsync(
            request.ElectionId,
            "elections.nominate",
            election => NominateAsync(election, member, proposer, symbol, context.CancellationToken),
            context.CancellationToken
        );
    }

    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.Election> WithdrawNomination(V1.WithdrawNominationRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.CandidateId);
        return await StepAsync(
            request.ElectionId,
            "elections.withdraw_nomination",
            election =>
            {
                var candidate = election.Standing.FirstOrDefault(c => c.Id == id) ?? throw Refusal.Missing();
                if (candidate.MemberId != caller.Member && !caller.May(Permission.ElectionsRun))
                    throw Refusal.NotAllowed("not_allowed", "Only she or the election committee can do this.");
                election.RequireNominations();
                candidate.Withdraw(clock.Today);
                return Task.CompletedTask;
            },
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
