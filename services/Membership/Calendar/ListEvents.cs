using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarRead)]
    public override async Task<V1.ListEventsResponse> ListEvents(V1.ListEventsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.CalendarEvents.AsNoTracking();
        if (Dates.Optional(request.From, "from") is { } from)
            listed = listed.Where(e => e.PlannedOn >= from);
        if (Dates.Optional(request.Until, "until") is { } until)
            listed = listed.Where(e => e.PlannedOn <= until);

        var (events, next) = await listed.PageAsync(
            e => ValueTuple.Create(e.PlannedOn, e.Id),
            size,
            request.PageToken,
            context.CancellationToken,
            descending: request.LatestFirst
        );
        return new() { Events = { events.Select(e => e.ToMessage()) }, NextPageToken = next };
    }
}
