using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListTotalsResponse> ListTotals(V1.ListTotalsRequest request, ServerCallContext context)
    {
        var totals = await db
            .SurveyTotals.AsNoTracking()
            .Where(t => !t.Withdrawn)
            .OrderByDescending(t => t.Day)
            .ThenByDescending(t => t.Id)
            .Take(Most)
            .ToListAsync(context.CancellationToken);
        return new() { Totals = { totals.Select(t => t.ToMessage()) } };
    }
}
