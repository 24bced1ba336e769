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
        var listed = db.Assessments.AsNoTracking().Include(a => a.Scores).AsQueryable();
        if (Page.After<Assessed>(request.PageToken) is { } after)
            listed = listed.Where(a => a.AssessedOn < after.On); // a day has one

        var rows = await listed.OrderByDescending(a => a.AssessedOn).Take(size + 1).ToListAsync(context.CancellationToken);
        var (assessments, next) = Page.Cut(rows, size, a => new Assessed(a.AssessedOn));
        return new()
        {
            Assessments = { assessments.Select(a => a.ToMessage()) },
            NextPageToken = next,
            Dimensions = { Assessment.Dimensions.Select(d => new V1.DimensionScore { Dimension = d.Code, Maximum = d.Maximum }) },
        };
    }

    private sealed record Assessed(DateOnly On);
}
