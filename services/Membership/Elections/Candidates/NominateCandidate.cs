using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
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
}
