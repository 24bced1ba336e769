using System.Globalization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Surveys;

/// <summary>Questions in the reader's language, and what a round is.</summary>
internal static class SurveyWords
{
    private static Words Own => Words.Of(typeof(SurveyWords));

    /// <summary>In the reader's language, else in English, else as it was written.</summary>
    public static string Text(this Question question) =>
        question.Texts.TryGetValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var own) ? own
        : question.Texts.TryGetValue("en", out var english) ? english
        : question.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).First().Value;

    /// <summary>What an answer can be, with words at both ends.</summary>
    public static IEnumerable<Option> Steps(this Question question) =>
        Enumerable
            .Range(1, question.Steps)
            .Select(step =>
            {
                var number = step.ToString(CultureInfo.InvariantCulture);
                return new Option(
                    number,
                    step == 1 ? Own["{0}: not at all", number]
                        : step == question.Steps ? Own["{0}: very much", number]
                        : number
                );
            });

    public static IEnumerable<Option> Times => [new("before", Own["Before"], "arrow-left"), new("after", Own["After"], "arrow-right")];

    public static string Standing(this SurveyRound round) =>
        round.Closed
            ? Own["{0} of {1} improved", Format.Number(round.Improved), Format.Number(round.Pairs)]
            : Own["{0} before, {1} after", Format.Number(round.Before), Format.Number(round.After)];
}
