using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Tenants;

public sealed partial class TenantsService
{
    [Needs(Permission.TenantsRead)]
    public override async Task<V1.ListTenantsResponse> ListTenants(V1.ListTenantsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var after = Page.After<string>(request.PageToken) ?? "";
        var rows = await db
            .Tenants.FromSql($"select * from tenant where code > {after}")
            .AsNoTracking()
            .OrderBy(t => t.Code)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        var (page, next) = Page.Cut(rows, size, t => t.Code.Value);
        return new() { Tenants = { page.Select(t => t.ToMessage()) }, NextPageToken = next };
    }
}
