using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.ListImportsResponse> ListImports(V1.ListImportsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (page, next) = await db
            .Imports.AsNoTracking()
            .PageAsync(i => ValueTuple.Create(i.CreatedAt, i.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Imports = { page.Select(i => i.ToMessage()) }, NextPageToken = next };
    }
}
