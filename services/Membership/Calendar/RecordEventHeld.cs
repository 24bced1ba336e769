using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarManage)]
    public override async Task<V1.CalendarEvent> RecordEventHeld(V1.RecordEventHeldRequest request, ServerCallContext context)
    {
        var planned = await FindAsync(request.Id, context.CancellationToken);
        planned.RequireEtag(request.Etag);
        planned.Hold(Dates.Optional(request.HeldOn, "held_on") ?? planned.PlannedOn, request.Attendance, clock.Today);

        db.Audit("calendar.record_held", planned.Id);
        if (planned.Told() is { } told)
            db.Publish(told);
        await db.SaveChangesAsync(context.CancellationToken);

        return await WholeAsync(planned, context.CancellationToken);
    }
}
