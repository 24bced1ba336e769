using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Training.Orientations;

public sealed partial class OrientationsService
{
    [Needs(Permission.OrientationsRead)]
    public override async Task<V1.ListOrientationsResponse> ListOrientations(V1.ListOrientationsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (orientations, next) = await db
            .Orientations.AsNoTracking()
            .PageAsync(o => ValueTuple.Create(o.HeldOn, o.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Orientations = { orientations.Select(o => o.ToMessage()) }, NextPageToken = next };
    }
}
