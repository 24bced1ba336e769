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
        if (Page.After<Place>(request.PageToken) is { } after)
            listed = listed.Where(c => EF.Functions.GreaterThan(ValueTuple.Create(c.Name, c.Id), ValueTuple.Create(after.Name, after.Id)));

        var rows = await listed.OrderBy(c => c.Name).ThenBy(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var (centres, next) = Page.Cut(rows, size, c => new Place(c.Name, c.Id));
        return new() { Centres = { centres.Select(c => c.ToMessage()) }, NextPageToken = next };
    }

    private sealed record Place(string Name, Guid Id);
}
