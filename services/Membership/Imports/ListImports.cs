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
        var imports = db.Imports.AsNoTracking();
        if (Page.After<ImportPlace>(request.PageToken) is { } after)
            imports = imports.Where(i =>
                EF.Functions.LessThan(ValueTuple.Create(i.CreatedAt, i.Id), ValueTuple.Create(after.At, after.Id))
            );

        var (page, next) = Page.Cut(
            await imports
                .OrderByDescending(i => i.CreatedAt)
                .ThenByDescending(i => i.Id)
                .Take(size + 1)
                .ToListAsync(context.CancellationToken),
            size,
            i => new ImportPlace(i.CreatedAt, i.Id)
        );
        return new() { Imports = { page.Select(i => i.ToMessage()) }, NextPageToken = next };
    }

    private sealed record ImportPlace(DateTimeOffset At, Guid Id);
}
