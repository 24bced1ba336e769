using Indicators.Dictionary;
using Indicators.Figures;

namespace Indicators.Values;

/// <summary>A month to be checked, beside the totals of the months before it.</summary>
/// <param name="Figures">With cells.</param>
/// <param name="Months">How many months before it there were, at most <see cref="Validation.MonthsBefore"/>.</param>
internal sealed record CheckedMonth(Period Month, IReadOnlyList<Figure> Figures, ILookup<(string, string), Figure> Before, int Months)
{
    public IEnumerable<Figure> Totals => Figures.Where(f => f.IsTotal);
}

/// <summary>What figures say of each other. Each rule finds what contradicts it.</summary>
internal static class FigureRules
{
    /// <summary>A few more or less are no jump.</summary>
    private const long Few = 10;

    /// <summary>So many months are needed to speak of what is usual.</summary>
    private const int Usual = 3;

    private static readonly Dictionary<(string, string), IndicatorPart> Parts = IndicatorDictionary.Current.Parts.ToDictionary(
        p => (p.Indicator.Code, p.Part.Part),
        p => p.Part
    );

    public static readonly IReadOnlyList<Func<CheckedMonth, IEnumerable<Finding>>> All =
    [
        AboveWhole,
        MorePersonsThanTimes,
        CellsDiffer,
        Missing,
        ZeroNow,
        Jump,
        StockFell,
    ];

    private static IEnumerable<Finding> AboveWhole(CheckedMonth month) =>
        month.Figures.Where(f => PartOf(f).IsShare && f.Value > f.Denominator).DistinctBy(Name).Select(f => Findings.AboveWhole(f));

    /// <summary>Who is counted once cannot be more than how often people came: of an indicator that has both.</summary>
    private static IEnumerable<Finding> MorePersonsThanTimes(CheckedMonth month) =>
        month
            .Totals.GroupBy(f => f.Indicator)
            .SelectMany(indicator =>
            {
                var times = indicator.Where(f => f.Type == V1.IndicatorType.Flow).ToList();
                return times.Count == 0
                    ? []
                    : indicator
                        .Where(f => f.Type == V1.IndicatorType.Unique && f.Value > times.Sum(t => t.Value))
                        .Select(f => Findings.MorePersonsThanTimes(f, times.Sum(t => t.Value)));
            });

    private static IEnumerable<Finding> CellsDiffer(CheckedMonth month) =>
        month
            .Totals.Select(total =>
            {
                var cells = month.Figures.Where(f => Name(f) == Name(total) && f.AgeBand != default && f.Gender != default).ToList();
                var value = cells.Sum(c => c.Value);
                var denominator = cells.Sum(c => c.Denominator ?? 0);
                return cells.Count == 0 ? null
                    : value != total.Value ? Findings.CellsDiffer(total, value, total.Value)
                    : denominator != (total.Denominator ?? 0) ? Findings.CellsDiffer(total, denominator, total.Denominator ?? 0)
                    : null;
            })
            .OfType<Finding>();

    /// <summary>It was entered in a month before and is not in this one.</summary>
    private static IEnumerable<Finding> Missing(CheckedMonth month)
    {
        var there = month.Totals.Select(Name).ToHashSet();
        return month
            .Before.Where(b => !there.Contains(b.Key) && Parts[b.Key] is { Counts: Counts.Entered })
            .Select(b => Findings.Missing(b.Key));
    }

    private static IEnumerable<Finding> ZeroNow(CheckedMonth month) =>
        Compared(month).Where(c => c.Now.Value == 0 && c.Before.All(v => v > 0)).Select(c => Findings.ZeroNow(c.Now, c.Before.Count));

    /// <summary>Three times the mean of the months before, or a third of it, and not by a few.</summary>
    private static IEnumerable<Finding> Jump(CheckedMonth month) =>
        from c in Compared(month)
        let mean = (long)Math.Round(c.Before.Average())
        where c.Now.Value > 0 && Math.Abs(c.Now.Value - mean) >= Few && (c.Now.Value >= 3 * mean || 3 * c.Now.Value <= mean)
        select Findings.Jump(c.Now, mean, c.Before.Count);

    /// <summary>By more than a fifth within a month, and not by a few.</summary>
    private static IEnumerable<Finding> StockFell(CheckedMonth month) =>
        from f in month.Totals
        where f.Type == V1.IndicatorType.Stock
        let last = month.Before[Name(f)].FirstOrDefault(b => b.Period.First == month.Month.First.AddMonths(-1))
        where last is not null && last.Value - f.Value >= Few && 5 * (last.Value - f.Value) > last.Value
        select Findings.StockFell(f, last.Value);

    /// <summary>Flows and persons, in a collective that has figures of enough months to compare with.</summary>
    private static IEnumerable<(Figure Now, IReadOnlyList<long> Before)> Compared(CheckedMonth month) =>
        from f in month.Totals
        where f.Type is V1.IndicatorType.Flow or V1.IndicatorType.Unique
        let before = month.Before[Name(f)].Select(b => b.Value).ToList()
        where before.Count >= Usual
        select (f, (IReadOnlyList<long>)before);

    private static (string, string) Name(Figure f) => (f.Indicator, f.Part);

    private static IndicatorPart PartOf(Figure f) => Parts[Name(f)];
}
