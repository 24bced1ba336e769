using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override Task<V1.Election> OpenVoting(V1.OpenVotingRequest request, ServerCallContext context) =>
        StepAsync(
            request.Id,
            "elections.open_voting",
            async election =>
            {
                election.OpenVoting(clock.Today);
                db.BallotKeys.Add(await BallotKey.NewAsync(election.Id, vault, context.CancellationToken));
            },
            context.CancellationToken
        );
}
