using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    /// <exception cref="Refusal"><c>bad_id</c>, <c>not_found</c>: the question set; <c>required</c>, <c>no_such_day</c>,
    /// <c>in_the_future</c>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyRound> OpenRound(V1.OpenRoundRequest request, ServerCallContext context)
    {
        var set = Input.Id(request.QuestionSetId, "question_set_id");
        if (!await db.QuestionSets.AnyAsync(s => s.Id == set, context.CancellationToken))
            throw Refusal.Missing();
        var round = new SurveyRound { QuestionSetId = set, Day = Dates.Past(request.Day, "day", clock.Today) };
        db.SurveyRounds.Add(round);
        await db.SaveChangesAsync(context.CancellationToken);
        return await MessageAsync(round.Id, context.CancellationToken);
    }
}
