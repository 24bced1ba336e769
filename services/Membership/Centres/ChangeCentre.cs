using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.Centre> ChangeCentre(V1.ChangeCentreRequest request, ServerCallContext context)
    {
        var centre = await FindAsync(request.Id, context.CancellationToken);
        centre.Change(request);
        if (centre.ClosedOn is null)
            await RequireFreeNameAsync(centre.Name, centre.Id, context.CancellationToken);

        db.Audit("centres.change", centre.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return centre.ToMessage();
    }
}
