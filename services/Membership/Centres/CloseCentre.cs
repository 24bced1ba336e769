using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.Centre> CloseCentre(V1.CloseCentreRequest request, ServerCallContext context)
    {
        var centre = await FindAsync(request.Id, context.CancellationToken);
        var lastOpen = await db
            .CentreDays.Where(d => d.CentreId == centre.Id && !d.Withdrawn)
            .MaxAsync(d => (DateOnly?)d.OpenOn, context.CancellationToken);
        centre.Close(Dates.PastOrToday(request.ClosedOn, "closed_on", clock.Today), lastOpen);

        db.Audit("centres.close", centre.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return centre.ToMessage();
    }
}
