using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarManage)]
    public override async Task<V1.CalendarEvent> PlanEvent(V1.PlanEventRequest request, ServerCallContext context)
    {
        var place = Place(request.Place);
        var day = EventMessage.Day(request.PlannedOn);
        var time = EventMessage.Time(request.StartsAt);
        var planned = new CalendarEvent();
        planned.Plan(request.Kind, request.Title, await SealAsync(place, context.CancellationToken), day, time);

        db.CalendarEvents.Add(planned);
        db.Audit("calendar.plan", planned.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return planned.ToMessage(place);
    }
}
