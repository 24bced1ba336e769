using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

/// <summary>
/// Question sets, rounds of paired answers without names, and totals from elsewhere; each rpc is in the file of its name.
/// </summary>
public sealed partial class SurveysService(IndicatorsDb db, Vault vault, TimeProvider clock) : V1.Surveys.SurveysBase
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<SurveyRound> FindAsync(string round, CancellationToken cancellationToken)
    {
        var id = Input.Id(round);
        return await db.SurveyRounds.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) ?? throw Refusal.Missing();
    }

    private async Task<QuestionSet> QuestionsOfAsync(SurveyRound round, CancellationToken cancellationToken) =>
        await db.QuestionSets.AsNoTracking().SingleAsync(s => s.Id == round.QuestionSetId, cancellationToken);

    /// <summary>A sign is one under the collective's key and the round: the same word in another round is another sign.</summary>
    private Task<string> DigestAsync(Guid round, string sign, CancellationToken cancellationToken) =>
        vault.DigestAsync(
            $"survey-{round}",
            string.Concat(Input.Required(sign, "sign", SurveyAnswer.LongestSign).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant(),
            cancellationToken
        );
}
