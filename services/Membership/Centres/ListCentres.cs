using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRead)]
    public override async Task<V1.ListCentresResponse> ListCentres(V1.ListCentresRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Centres.AsNoTracking();
        if (!request.IncludeClosed)
            listed = listed.Where(c => c.ClosedOn == null);

        var (centres, next) = await listed.PageAsync(
            c => ValueTuple.Create(c.Name, c.Id),
            size,
            request.PageToken,
            context.CancellationToken
        );
        return new() { Centres = { centres.Select(c => c.ToMessage()) }, NextPageToken = next };
    }
}
