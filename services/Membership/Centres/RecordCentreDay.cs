using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.CentreDay> RecordCentreDay(V1.RecordCentreDayRequest request, ServerCallContext context)
    {
        var visits = Visits.From(request.Visits);
        var day = Dates.PastOrToday(request.OpenOn, "open_on", clock.Today);
        var centre = await FindAsync(Input.Id(request.CentreId, "centre_id").ToString(), context.CancellationToken);
        centre.RequireExists(day);
        var entered = await db.CentreDays.FirstOrDefaultAsync(d => d.CentreId == centre.Id && d.OpenOn == day, context.CancellationToken);
        if (entered is { Withdrawn: false })
            throw Refusal.Invalid("open_on", "day_recorded", "This day is written down already. Correct it instead.");
        if (entered is null)
            db.CentreDays.Add(entered = new() { CentreId = centre.Id, OpenOn = day });
        entered.Count(visits);

        db.Audit("centres.record_day", entered.Id);
        db.Publish(entered.Told());
        await db.SaveChangesAsync(context.CancellationToken);

        return entered.ToMessage();
    }
}
