using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override async Task<V1.ListMeetingsResponse> ListMeetings(V1.ListMeetingsRequest request, ServerCallContext context)
    {
        var group = Input.Id(request.GroupId);
        var size = Page.Size(request.PageSize);
        if (!await db.Groups.AnyAsync(g => g.Id == group, context.CancellationToken))
            throw Refusal.Missing();

        var rows = await OwingOf(LatestFirst(db.Meetings.AsNoTracking().Where(m => m.GroupId == group), request.PageToken).Take(size + 1))
            .ToListAsync(context.CancellationToken);
        var (meetings, next) = Page.Cut(rows, size, m => new When(m.Meeting.MetOn, m.Meeting.Id));
        return new() { Meetings = { meetings.Select(m => m.ToMessage()) }, NextPageToken = next };
    }

    private static IOrderedQueryable<Meeting> LatestFirst(IQueryable<Meeting> held, string pageToken)
    {
        if (Page.After<When>(pageToken) is { } after)
            held = held.Where(m => EF.Functions.LessThan(ValueTuple.Create(m.MetOn, m.Id), ValueTuple.Create(after.MetOn, after.Id)));
        return held.OrderByDescending(m => m.MetOn).ThenByDescending(m => m.Id);
    }

    private sealed record When(DateOnly MetOn, Guid Id);
}
