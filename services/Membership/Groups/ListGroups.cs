using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override async Task<V1.ListGroupsResponse> ListGroups(V1.ListGroupsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Groups.AsNoTracking();
        if (!request.IncludeClosed)
            listed = listed.Where(g => g.ClosedOn == null);
        // no two have the same name
        if (Page.After<Place>(request.PageToken) is { } after)
            listed = listed.Where(g => g.Name.CompareTo(after.Name) > 0);

        var rows = await listed
            .OrderBy(g => g.Name)
            .Take(size + 1)
            .Select(g => new { Group = g, Size = g.Members.Count(m => m.LeftOn == null) })
            .ToListAsync(context.CancellationToken);
        var (groups, next) = Page.Cut(rows, size, g => new Place(g.Group.Name));
        return new() { Groups = { groups.Select(g => g.Group.ToMessage(g.Size)) }, NextPageToken = next };
    }

    private sealed record Place(string Name);
}
