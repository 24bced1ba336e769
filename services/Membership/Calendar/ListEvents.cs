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
        if (Page.After<When>(request.PageToken) is { } after)
            listed = request.LatestFirst
                ? listed.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.PlannedOn, e.Id), ValueTuple.Create(after.On, after.Id)))
                : listed.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.PlannedOn, e.Id), ValueTuple.Create(after.On, after.Id)));
        listed = request.LatestFirst
            ? listed.OrderByDescending(e => e.PlannedOn).ThenByDescending(e => e.Id)
            : listed.OrderBy(e => e.PlannedOn).ThenBy(e => e.Id);

        var rows = await listed.Take(size + 1).ToListAsync(context.CancellationToken);
        var (events, next) = Page.Cut(rows, size, e => new When(e.PlannedOn, e.Id));
        return new() { Events = { events.Select(e => e.ToMessage()) }, NextPageToken = next };
    }

    private sealed record When(DateOnly On, Guid Id);
}
