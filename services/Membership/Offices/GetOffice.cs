using Grpc.Core;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesRead)]
    public override async Task<V1.Office> GetOffice(V1.GetOfficeRequest request, ServerCallContext context) =>
        (await FindAsync(request.Id, context.CancellationToken)).ToMessage(clock.Today);
}
