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

        var held = db.Meetings.AsNoTracking().Where(m => m.GroupId == group);
        var (meetings, next) = await LatestAsync(held, size, request.PageToken, context.CancellationToken);
        return new() { Meetings = { meetings.Select(m => m.ToMessage()) }, NextPageToken = next };
    }

    private Task<Paged<Owing>> LatestAsync(IQueryable<Meeting> held, int size, string pageToken, CancellationToken cancellationToken) =>
        OwingOf(held)
            .PageAsync(m => ValueTuple.Create(m.Meeting.MetOn, m.Meeting.Id), size, pageToken, cancellationToken, descending: true);
}
