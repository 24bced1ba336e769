using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
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
}
