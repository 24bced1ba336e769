using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    private const int MostSheets = 200;

    /// <exception cref="Refusal">
    /// <c>not_found</c>, <c>round_closed</c>, <c>required</c>, <c>too_many</c>, <c>too_long</c>, <c>out_of_range</c>;
    /// <c>answers_missing</c>: not one for each question;
    /// <c>sign_taken</c>: there is a sheet with this sign, before or after, already.
    /// </exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyRound> RecordAnswers(V1.RecordAnswersRequest request, ServerCallContext context)
    {
        var round = await FindAsync(request.RoundId, context.CancellationToken);
        round.RequireOpen();
        if (request.Sheets.Count == 0)
            throw Refusal.Invalid("sheets", "required", "Give at least one sheet.");
        if (request.Sheets.Count > MostSheets)
            throw Refusal.Invalid("sheets", "too_many", "Give at most 200 sheets at a time.");

        var questions = (await QuestionsOfAsync(round, context.CancellationToken)).Questions;
        var sheets = new List<SurveyAnswer>();
        foreach (var sheet in request.Sheets)
            sheets.Add(await AnswerAsync(round.Id, sheet, questions, context.CancellationToken));
        var tokens = sheets.Select(s => s.Token).ToArray();
        var there = await db
            .SurveyAnswers.AsNoTracking()
            .Where(a => a.RoundId == round.Id && tokens.Contains(a.Token))
            .Select(a => new { a.Token, a.After })
            .ToListAsync(context.CancellationToken);
        var taken = there.Select(a => (a.Token, a.After)).ToHashSet();
        if (!sheets.All(s => taken.Add((s.Token, s.After))))
            throw Refusal.Invalid("sign", "sign_taken", "There is a sheet with this sign already. Two people need two signs.");

        db.SurveyAnswers.AddRange(sheets.OrderBy(s => s.Token, StringComparer.Ordinal)); // not in the order in which they were handed in
        await db.SaveChangesAsync(context.CancellationToken);
        return await MessageAsync(round.Id, context.CancellationToken);
    }

    private async Task<SurveyAnswer> AnswerAsync(
        Guid round,
        V1.AnswerSheet sheet,
        List<Question> questions,
        CancellationToken cancellationToken
    )
    {
        if (sheet.Answers.Count != questions.Count)
            throw Refusal.Invalid("answers", "answers_missing", "Give one answer to each question.");
        var answers = sheet.Answers.Select((a, n) => Input.Between(a, 1, questions[n].Steps, "answers")).ToArray();
        return new()
        {
            RoundId = round,
            Token = await DigestAsync(round, sheet.Sign, cancellationToken),
            After = sheet.After,
            Answers = answers,
            Points = answers.Select((a, n) => questions[n].Points(a)).Sum(),
        };
    }
}
