using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRead)]
    public override async Task<V1.Centre> GetCentre(V1.GetCentreRequest request, ServerCallContext context) =>
        (await FindAsync(request.Id, context.CancellationToken)).ToMessage();
}
