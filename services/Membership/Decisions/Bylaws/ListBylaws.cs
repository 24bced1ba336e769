using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.ListBylawsResponse> ListBylaws(V1.ListBylawsRequest request, ServerCallContext context)
    {
        var versions = await db
            .Bylaws.AsNoTracking()
            .Where(b => b.DroppedOn == null)
            .OrderByDescending(b => b.Number ?? int.MaxValue)
            .ToListAsync(context.CancellationToken);
        var response = new V1.ListBylawsResponse();
        foreach (var version in versions)
            response.Versions.Add(await MessageAsync(version, context.CancellationToken, withText: false));
        return response;
    }
}
