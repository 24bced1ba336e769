using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    /// <exception cref="Refusal"><c>not_found</c>: the round, or a sheet with this sign; <c>round_closed</c>, <c>required</c>,
    /// <c>too_long</c>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyRound> RemoveAnswer(V1.RemoveAnswerRequest request, ServerCallContext context)
    {
        var round = await FindAsync(request.RoundId, context.CancellationToken);
        round.RequireOpen();
        var token = await DigestAsync(round.Id, request.Sign, context.CancellationToken);
        db.SurveyAnswers.Remove(
            await db.SurveyAnswers.FirstOrDefaultAsync(
                a => a.RoundId == round.Id && a.Token == token && a.After == request.After,
                context.CancellationToken
            ) ?? throw Refusal.Missing()
        );
        await db.SaveChangesAsync(context.CancellationToken);
        return await MessageAsync(round.Id, context.CancellationToken);
    }
}
