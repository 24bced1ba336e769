using Grpc.Core;
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
}
