using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    [Needs(Permission.MattersWork)]
    public override async Task<V1.ListMattersResponse> ListMatters(V1.ListMattersRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (matters, next) = await Mine.AsNoTracking()
            .Include(m => m.Accounts)
            .PageAsync(m => ValueTuple.Create(m.OpenedOn, m.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Matters = { matters.Select(m => m.ToMessage()) }, NextPageToken = next };
    }
}
