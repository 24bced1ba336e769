using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Livelihood.Applications;

public sealed partial class ApplicationsService
{
    [Needs(Permission.ApplicationsRead)]
    public override async Task<V1.ListApplicationsResponse> ListApplications(V1.ListApplicationsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var applications = db.Applications.AsNoTracking();
        if (request.MemberId.Length > 0)
        {
            var member = Input.Id(request.MemberId, "member_id");
            applications = applications.Where(a => a.MemberId == member);
        }
        if (request.Stage != V1.Stage.Unspecified)
        {
            var stage = Input.Choice(request.Stage, "stage");
            applications = applications.Where(a => a.Stage == stage);
        }
        if (Page.After<Place>(request.PageToken) is { } after)
            applications = applications.Where(a =>
                EF.Functions.GreaterThan(ValueTuple.Create(a.Place, a.Id), ValueTuple.Create(after.At, after.Id))
            );
        var rows = await applications.OrderBy(a => a.Place).ThenBy(a => a.Id).Take(size + 1).ToListAsync(context.CancellationToken);

        var page = Page.Cut(rows, size, a => new Place(a.Place, a.Id));
        return new() { Applications = { page.Rows.Select(a => a.ToMessage()) }, NextPageToken = page.NextToken };
    }

    private sealed record Place(int At, Guid Id);
}
