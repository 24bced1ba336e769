using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarManage)]
    public override async Task<V1.CalendarEvent> CancelEvent(V1.CancelEventRequest request, ServerCallContext context)
    {
        var planned = await FindAsync(request.Id, context.CancellationToken);
        planned.RequireEtag(request.Etag);
        planned.Cancel();

        db.Audit("calendar.cancel", planned.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return await WholeAsync(planned, context.CancellationToken);
    }
}
