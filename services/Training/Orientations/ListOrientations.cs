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
        var orientations = db.Orientations.AsNoTracking();
        if (Page.After<Place>(request.PageToken) is { } after)
            orientations = orientations.Where(o =>
                EF.Functions.LessThan(ValueTuple.Create(o.HeldOn, o.Id), ValueTuple.Create(after.HeldOn, after.Id))
            );
        var rows = await orientations
            .OrderByDescending(o => o.HeldOn)
            .ThenByDescending(o => o.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);

        var page = Page.Cut(rows, size, o => new Place(o.HeldOn, o.Id));
        return new() { Orientations = { page.Rows.Select(o => o.ToMessage()) }, NextPageToken = page.NextToken };
    }

    private sealed record Place(DateOnly HeldOn, Guid Id);
}
