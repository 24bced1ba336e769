using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListQuestionSetsResponse> ListQuestionSets(V1.ListQuestionSetsRequest request, ServerCallContext context)
    {
        Guid? one = request.SetId.Length > 0 ? Input.Id(request.SetId) : null;
        var sets = await db
            .QuestionSets.AsNoTracking()
            .Where(s => one == null ? !db.QuestionSets.Any(o => o.SetId == s.SetId && o.Version > s.Version) : s.SetId == one)
            .OrderByDescending(s => s.Version)
            .ThenByDescending(s => s.Id)
            .ToListAsync(context.CancellationToken);
        return new()
        {
            QuestionSets =
            {
                (one is null ? sets.OrderBy(s => s.Name, StringComparer.Ordinal) : sets.AsEnumerable()).Select(s => s.ToMessage()),
            },
        };
    }
}
