using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarManage)]
    public override async Task<V1.CalendarEvent> ChangeEvent(V1.ChangeEventRequest request, ServerCallContext context)
    {
        var place = Place(request.Place);
        var day = EventMessage.Day(request.PlannedOn);
        var time = EventMessage.Time(request.StartsAt);
        var planned = await FindAsync(request.Id, context.CancellationToken);
        planned.RequireEtag(request.Etag);
        planned.Plan(request.Kind, request.Title, await SealAsync(place, context.CancellationToken), day, time);

        db.Audit("calendar.change", planned.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return planned.ToMessage(place);
    }
}
