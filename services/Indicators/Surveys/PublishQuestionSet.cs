using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    /// <exception cref="Refusal"><c>not_found</c>: the set; as <see cref="QuestionSet.From"/>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.QuestionSet> PublishQuestionSet(V1.PublishQuestionSetRequest request, ServerCallContext context)
    {
        QuestionSet? latest = null;
        if (request.SetId.Length > 0)
        {
            var id = Input.Id(request.SetId);
            latest =
                await db
                    .QuestionSets.AsNoTracking()
                    .Where(s => s.SetId == id)
                    .OrderByDescending(s => s.Version)
                    .FirstOrDefaultAsync(context.CancellationToken)
                ?? throw Refusal.Missing();
        }
        var set = QuestionSet.From(request, latest);
        db.QuestionSets.Add(set);
        await db.SaveChangesAsync(context.CancellationToken);
        return set.ToMessage();
    }
}
