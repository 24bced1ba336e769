using System.Globalization;
using Indicators.Dictionary;
using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Values;

/// <summary>Which values can be entered.</summary>
/// <param name="Since">The month from which figures come from records; null while there are none.</param>
internal sealed record EntryRules(DateOnly Today, DateOnly? Since, EntryStrategy Strategy = EntryStrategy.CreateAndUpdate)
{
    /// <summary>A thousand crore, in paise.</summary>
    private const long Largest = 1_000_000_000_000;

    private static readonly Dictionary<(string, string), (Indicator Indicator, IndicatorPart Part)> Parts =
        IndicatorDictionary.Current.Parts.ToDictionary(p => (p.Indicator.Code, p.Part.Part));

    private static readonly HashSet<string> Indicators = [.. IndicatorDictionary.Current.Indicators.Select(i => i.Code)];

    /// <summary>Null when it can be entered.</summary>
    public EnteredOutcome? Refusal(GivenValue given)
    {
        EnteredOutcome Refuse(string field, string code, string sentence) => new(given, EntryOutcome.Refused, code, sentence, field);

        if (!Indicators.Contains(given.Indicator))
            return Refuse("indicator", "unknown_indicator", "There is no such indicator in the dictionary.");
        if (!Parts.TryGetValue((given.Indicator, given.Part), out var entry))
            return Refuse("part", "unknown_part", "The indicator has no such part.");
        var (indicator, part) = entry;
        if (given.Period is not { } period)
            return Refuse("period", "no_such_period", "There is no such period.");
        if (WhyNotOf(indicator, part, period) is var (code, sentence))
            return Refuse("period", code, sentence);
        if (!Enum.IsDefined(given.AgeBand) || !Enum.IsDefined(given.Gender))
            return Refuse("age_band", "unknown_choice", "This choice is not known.");
        if ((given.AgeBand == AgeBand.Unspecified) != (given.Gender == Gender.Unspecified))
            return Refuse("gender", "half_a_cell", "Give both the age band and the gender, or neither.");
        if (given.AgeBand != AgeBand.Unspecified && !part.Breakdown)
            return Refuse("age_band", "not_broken_down", "This figure is not made by age band and gender.");
        if (given.Note.Length > EnteredValue.LongestNote)
            return Refuse("note", "too_long", "Use at most 300 characters.");
        if (Strategy == EntryStrategy.Delete)
            return null;

        if (given.Value is not { } value)
            return Refuse("value", "required", "This must be filled in.");
        if (value is < 0 or > Largest)
            return Refuse("value", "out_of_range", "This cannot be less than 0, and not as much as this.");
        if (part.HasDenominator && given.Denominator is null)
            return Refuse("denominator", "required", "Say of how many.");
        if (!part.HasDenominator && given.Denominator is not null)
            return Refuse("denominator", "no_denominator", "This figure is not a part of anything.");
        if (given.Denominator is < 0 or > Largest)
            return Refuse("denominator", "out_of_range", "This cannot be less than 0, and not as much as this.");
        if (part.IsShare && value > given.Denominator)
            return Refuse("value", "above_whole", "The part cannot be more than the whole.");
        return null;
    }

    /// <summary>
    /// Why nothing can be entered of a part for a period: <c>in_the_future</c>, <c>too_short</c>, <c>months_only</c>,
    /// <c>counted_here</c>; null when it can.
    /// </summary>
    public (string Code, string Sentence)? WhyNotOf(Indicator indicator, IndicatorPart part, Period period)
    {
        if (period.First > Today)
            return ("in_the_future", "This period has not begun yet.");
        if (part.Span != Span.Anew && period.Type != V1.PeriodType.Month)
            return ("months_only", "Enter this month by month; longer periods follow from the months.");
        if (indicator.Period != V1.PeriodType.Month && period.Type == V1.PeriodType.Month)
            return ("too_short", "This figure is made for quarters and years only.");
        if (part.IsCounted && period.First >= Since)
            return (
                "counted_here",
                $"From {Since.Value.ToString("MMMM yyyy", CultureInfo.InvariantCulture)} on this is counted from the records kept here. "
                    + "Only earlier months can be entered."
            );
        return null;
    }
}
