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
        var matters = Mine;
        if (Page.After<Place>(request.PageToken) is { } after)
            matters = matters.Where(m =>
                EF.Functions.LessThan(ValueTuple.Create(m.OpenedOn, m.Id), ValueTuple.Create(after.OpenedOn, after.Id))
            );
        var rows = await matters
            .AsNoTracking()
            .Include(m => m.Accounts)
            .OrderByDescending(m => m.OpenedOn)
            .ThenByDescending(m => m.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);

        var page = Page.Cut(rows, size, m => new Place(m.OpenedOn, m.Id));
        return new() { Matters = { page.Rows.Select(m => m.ToMessage()) }, NextPageToken = page.NextToken };
    }

    private sealed record Place(DateOnly OpenedOn, Guid Id);
}
