using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesRead)]
    public override async Task<V1.ListOfficesResponse> ListOffices(V1.ListOfficesRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var today = clock.Today;
        var listed = db.Offices.AsNoTracking();
        if (!request.IncludeEnded)
            listed = listed.Where(o => o.EndedOn == null);

        var (offices, next) = await listed
            .WithHolders(today)
            .PageAsync(o => ValueTuple.Create(o.Name, o.Id), size, request.PageToken, context.CancellationToken);
        return new() { Offices = { offices.Select(o => o.ToMessage(today)) }, NextPageToken = next };
    }
}

internal static class OfficeQueries
{
    extension(IQueryable<Office> offices)
    {
        /// <summary>Each office with those who hold it on a day.</summary>
        public IQueryable<Office> WithHolders(DateOnly day) =>
            offices
                .Include(o => o.Terms.Where(t => t.StartedOn <= day && (t.EndedOn == null || t.EndedOn >= day)))
                    .ThenInclude(t => t.Member);
    }
}
