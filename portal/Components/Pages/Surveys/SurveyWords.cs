using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Wording;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Surveys;

/// <summary>Questions in the reader's language, and what a round is.</summary>
internal static class SurveyWords
{
    /// <summary>In the reader's language, else in English, else as it was written.</summary>
    public static string Text(this Question question) =>
        question.Texts.TryGetValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var own) ? own
        : question.Texts.TryGetValue("en", out var english) ? english
        : question.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).First().Value;

    /// <summary>What an answer can be, with words at both ends.</summary>
    public static IEnumerable<Option> Steps(this Question question, IStringLocalizer words) =>
        Enumerable
            .Range(1, question.Steps)
            .Select(step =>
            {
                var number = step.ToString(CultureInfo.InvariantCulture);
                return new Option(
                    number,
                    step == 1 ? words["{0}: not at all", number]
                        : step == question.Steps ? words["{0}: very much", number]
                        : number
                );
            });

    public static IEnumerable<Option> Times(IStringLocalizer words) =>
        [new("before", words["Before"], "arrow-left"), new("after", words["After"], "arrow-right")];

    public static string Standing(this SurveyRound round, IStringLocalizer words) =>
        round.Closed
            ? words["{0} of {1} improved", Format.Number(round.Improved), Format.Number(round.Pairs)]
            : words["{0} before, {1} after", Format.Number(round.Before), Format.Number(round.After)];
}
