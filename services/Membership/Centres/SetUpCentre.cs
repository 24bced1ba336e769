using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.Centre> SetUpCentre(V1.SetUpCentreRequest request, ServerCallContext context)
    {
        var centre = Centre.From(request, clock.Today);
        await RequireFreeNameAsync(centre.Name, centre.Id, context.CancellationToken);

        db.Centres.Add(centre);
        db.Audit("centres.set_up", centre.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return centre.ToMessage();
    }
}
