using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> CancelElection(V1.CancelElectionRequest request, ServerCallContext context)
    {
        var reason = Input.Required(request.Reason, "reason", Election.LongestReason);
        return await StepAsync(
            request.Id,
            "elections.cancel",
            async election =>
            {
                election.Cancel(reason);
                await DestroySealedAsync(election, context.CancellationToken);
                await RewriteRollAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );
    }
}
