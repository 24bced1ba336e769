using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> GetResolution(V1.GetResolutionRequest request, ServerCallContext context) =>
        await MessageAsync(await FindAsync(request.Id, context.CancellationToken), context.CancellationToken);
}
