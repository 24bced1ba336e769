using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesRead)]
    public override async Task<V1.ListAssessmentsResponse> ListAssessments(V1.ListAssessmentsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Assessments.AsNoTracking().Include(a => a.Scores);
        var (assessments, next) = await listed.PageAsync(
            a => ValueTuple.Create(a.AssessedOn), // a day has one
            size,
            request.PageToken,
            context.CancellationToken,
            descending: true
        );
        return new()
        {
            Assessments = { assessments.Select(a => a.ToMessage()) },
            NextPageToken = next,
            Dimensions = { Assessment.Dimensions.Select(d => new V1.DimensionScore { Dimension = d.Code, Maximum = d.Maximum }) },
        };
    }
}
