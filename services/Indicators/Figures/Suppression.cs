using Indicators.Dictionary;

namespace Indicators.Figures;

/// <summary>
/// What of a collective's figures the network may see (k = 5). A count of 1 to 4 is withheld, 0 may be shown; a ratio is shown only if
/// its numerator and the rest are both 0 or at least 5. What is withheld in a month must not come out by subtraction either: a longer
/// period is withheld with any of its months, and when what it should be the sum of differs from its months by less than 5.
/// </summary>
public static class Suppression
{
    public const int Least = 5;

    /// <param name="figures">Of the month that is released and of the longer periods that end with it.</param>
    /// <param name="months">The figures of the other months of those periods, as the network sees them.</param>
    public static IReadOnlyList<Figure> Suppress(IReadOnlyList<Figure> figures, IReadOnlyList<Figure> months)
    {
        var shown = WithoutWhatTellsOfOthers([.. figures.Select(f => IsSmall(f) ? f.Withheld : f)]);
        var cells = months.Concat(shown.Where(f => f.Period.Type == V1.PeriodType.Month)).ToLookup(f => (f.Indicator, f.Part, f.Period));
        return WithoutWhatTellsOfOthers([.. shown.Select(f =>
            f.Period.Type != V1.PeriodType.Month && GivesAMonthAway(f, [.. f.Period.Months.SelectMany(m => cells[(f.Indicator, f.Part, m)])]) ? f.Withheld : f)]);
    }

    /// <summary>A figure that may not be shown, whatever stands beside it.</summary>
    public static bool IsSmall(Figure f) => IsSmall(f.Value) || f.Denominator is { } denominator && IsSmall(denominator - f.Value);

    private static bool IsSmall(long count) => count is > 0 and < Least;

    /// <summary>How things stand on the last day gives nothing away: it is the last month's value, shown or withheld there already.</summary>
    private static bool GivesAMonthAway(Figure longer, IReadOnlyList<Figure> months) => longer is { Span: not Span.Last, Suppressed: false }
        && (months.Any(m => m.Suppressed) || longer.Span == Span.Sum && (Differs(longer, months, f => f.Value) || Differs(longer, months, f => (f.Denominator ?? f.Value) - f.Value)));

    private static bool Differs(Figure longer, IReadOnlyList<Figure> months, Func<Figure, long> part) => IsSmall(Math.Abs(part(longer) - months.Sum(part)));

    /// <summary>
    /// Different persons are at most their attendances, and a ratio's whole may be a count of its own: such a part goes with any other
    /// part of its indicator that is withheld.
    /// </summary>
    private static IReadOnlyList<Figure> WithoutWhatTellsOfOthers(IReadOnlyList<Figure> figures)
    {
        var withheld = figures.Where(f => f.Suppressed).Select(f => (f.Indicator, f.Period)).ToHashSet();
        return [.. figures.Select(f => f.Type is V1.IndicatorType.Unique or V1.IndicatorType.Ratio && !f.Suppressed && withheld.Contains((f.Indicator, f.Period)) ? f.Withheld : f)];
    }
}
