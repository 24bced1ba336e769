using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Figures;
using Portal.Wording;
using Sangam.Common.V1;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Values;

/// <summary>How values entered by hand are asked for and said. Money is asked in rupees and kept in paise.</summary>
internal static class ValueWords
{
    private static Words Own => Words.Of(typeof(ValueWords));

    private const int PaiseInRupee = 100;

    public static readonly IReadOnlyList<AgeBand> Ages = [AgeBand.Under25, AgeBand._25To34, AgeBand._35Plus];

    public static readonly IReadOnlyList<Gender> Genders = [Gender.Woman, Gender.Man, Gender.Transgender, Gender.Other, Gender.NotSaid];

    extension(Measure measure)
    {
        public bool IsMoney => measure.Part.Unit == Unit.Paise;

        public string Text(long value) => measure.IsMoney ? Format.Rupees(value) : Format.Number(value);

        public string Text(EnteredValue word) =>
            !word.HasValue ? Own["taken back"]
            : word.HasDenominator ? Own["{0} of {1}", measure.Text(word.Value), measure.Text(word.Denominator)]
            : measure.Text(word.Value);

        /// <summary>As somebody would type it.</summary>
        public string Typed(long value) => (measure.IsMoney ? value / PaiseInRupee : value).ToString(CultureInfo.InvariantCulture);

        /// <summary>Null when the box was left empty.</summary>
        /// <exception cref="FieldProblem">It is not a number.</exception>
        public long? Read(Posted form, string field)
        {
            var text = form[field].Replace(",", "", StringComparison.Ordinal);
            if (text.Length == 0)
                return null;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000_000)
                throw new FieldProblem(field, Own["Write a number, like 25."]);
            return measure.IsMoney ? number * PaiseInRupee : number;
        }
    }

    extension(IStringLocalizer words)
    {
        /// <summary>A finding in the reader's language, with its numbers as the figure is read.</summary>
        public string Of(Finding finding, Measure? measure)
        {
            string Number(int index) => measure?.Text(finding.Numbers[index]) ?? Format.Number(finding.Numbers[index]);
            string Count(int index) => Format.Number(finding.Numbers[index]);
            return finding.Code switch
            {
                "above_whole" => Own["{0} cannot be more than the {1} that it is a part of.", Number(0), Number(1)],
                "more_persons_than_times" => Own["{0} different persons cannot have come {1} times.", Count(0), Count(1)],
                "cells_differ" => Own["By age and gender these are {0}, in all {1}. They must be the same.", Number(0), Number(1)],
                "missing" => Own["This was entered in earlier months and is not entered for this one."],
                "zero_now" => Own["This is 0. In each of the {0} months before it was more.", Count(0)],
                "jump" => Own["This is {0}. The mean of the {2} months before is {1}.", Number(0), Number(1), Count(2)],
                "stock_fell" => Own["This is {0}. At the end of last month it was {1}.", Number(0), Number(1)],
                "received_unfiled" => Own["{0} were received although no record says that they were filed.", Count(0)],
                "decided_before_filed" => Own["{0} were received on a day before they were filed.", Count(0)],
                "nothing_recorded" => Own["Nothing is recorded in this month."],
                _ => finding.Sentence,
            };
        }
    }
}
