using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    private const int Most = 200;

    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListRoundsResponse> ListRounds(V1.ListRoundsRequest request, ServerCallContext context) =>
        new() { Rounds = { await MessagesAsync(null, context.CancellationToken) } };

    private async Task<V1.SurveyRound> MessageAsync(Guid round, CancellationToken cancellationToken) =>
        (await MessagesAsync(round, cancellationToken)).SingleOrDefault() ?? throw Refusal.Missing();

    /// <summary>
    /// One round, or the latest ones. Whether answers improved is said once a round is closed, so that nobody writes sheets
    /// towards it.
    /// </summary>
    private async Task<IEnumerable<V1.SurveyRound>> MessagesAsync(Guid? one, CancellationToken cancellationToken)
    {
        var rounds = await db
            .Database.SqlQuery<Row>(
                $"""
                select r.id as "Id", r.question_set_id as "QuestionSetId", r.day as "Day", r.closed_on is not null as "Closed",
                       count(s.token) filter (where not s.after)::int as "Before",
                       count(s.token) filter (where s.after)::int as "After",
                       count(b.token)::int as "Pairs",
                       count(b.token) filter (where s.points > b.points and r.closed_on is not null)::int as "Improved"
                from survey_round r
                     left join survey_answer s on s.round_id = r.id
                     left join survey_answer b on b.round_id = s.round_id and b.token = s.token and s.after and not b.after
                where {one}::uuid is null or r.id = {one}
                group by r.tenant_id, r.id order by r.day desc, r.id desc limit {Most}
                """
            )
            .ToListAsync(cancellationToken);
        var used = rounds.Select(r => r.QuestionSetId).Distinct().ToArray();
        var sets = await db.QuestionSets.AsNoTracking().Where(s => used.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        return rounds.Select(r => new V1.SurveyRound
        {
            Id = $"{r.Id}",
            QuestionSet = sets[r.QuestionSetId].ToMessage(),
            Day = r.Day.ToMessage(),
            Closed = r.Closed,
            Before = r.Before,
            After = r.After,
            Pairs = r.Pairs,
            Improved = r.Improved,
        });
    }

    private sealed record Row(Guid Id, Guid QuestionSetId, DateOnly Day, bool Closed, int Before, int After, int Pairs, int Improved);
}
