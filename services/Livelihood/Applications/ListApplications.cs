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
        var (rows, next) = await applications.PageAsync(
            a => ValueTuple.Create(a.Place, a.Id),
            size,
            request.PageToken,
            context.CancellationToken
        );
        return new() { Applications = { rows.Select(a => a.ToMessage()) }, NextPageToken = next };
    }
}
