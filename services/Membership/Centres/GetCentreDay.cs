using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRead)]
    public override async Task<V1.CentreDay> GetCentreDay(V1.GetCentreDayRequest request, ServerCallContext context) =>
        (await FindDayAsync(request.Id, context.CancellationToken)).ToMessage();
}
