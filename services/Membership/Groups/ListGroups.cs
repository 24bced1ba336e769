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

        var (groups, next) = await listed
            .Select(g => new { Group = g, Size = g.Members.Count(m => m.LeftOn == null) })
            .PageAsync(
                g => ValueTuple.Create(g.Group.Name), // no two have the same name
                size,
                request.PageToken,
                context.CancellationToken
            );
        return new() { Groups = { groups.Select(g => g.Group.ToMessage(g.Size)) }, NextPageToken = next };
    }
}
