using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarManage)]
    public override async Task<V1.CalendarEvent> ReopenEvent(V1.ReopenEventRequest request, ServerCallContext context)
    {
        var planned = await FindAsync(request.Id, context.CancellationToken);
        planned.RequireEtag(request.Etag);

        if (planned.Reopen() is { } told)
            db.Publish(told);
        db.Audit("calendar.reopen", planned.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return await WholeAsync(planned, context.CancellationToken);
    }
}
