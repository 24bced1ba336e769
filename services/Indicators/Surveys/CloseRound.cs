using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    /// <remarks>In one statement, so that a round is never closed with signs that can still be found.</remarks>
    /// <exception cref="Refusal"><c>not_found</c>, <c>round_closed</c>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyRound> CloseRound(V1.SurveyRoundRequest request, ServerCallContext context)
    {
        var round = await FindAsync(request.Id, context.CancellationToken);
        round.RequireOpen();
        await db.Database.ExecuteSqlAsync(
            $"""
            with closed as (
                update survey_round set closed_on = {clock.Today} where id = {round.Id} and closed_on is null returning id
            ),
            forgotten as (
                select token, replace(gen_random_uuid()::text, '-', '') as other
                from survey_answer
                where round_id in (select id from closed)
                group by token
            )
            update survey_answer a set token = f.other
            from forgotten f
            where a.round_id = {round.Id} and a.token = f.token
            """,
            context.CancellationToken
        );
        return await MessageAsync(round.Id, context.CancellationToken);
    }
}
