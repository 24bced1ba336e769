using Indicators.Dictionary;
using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Disclosure;

/// <summary>
/// A collective's figures as one table: those that are to be released now beside those that the network has seen before, bound
/// by all that anybody knows of them. A ratio is three cells of one figure: numerator, rest and denominator. Cells of 0 are not
/// listed in a release, so they are known.
/// </summary>
public sealed class FigureTable
{
    private readonly Dictionary<string, TableCell> cells = [];
    private readonly List<Relation> relations = [];
    private readonly HashSet<string> sensitive = [];
    private readonly ILookup<(string, string, Period), Figure> byGroup;

    /// <param name="figures">To be released, with their true values.</param>
    /// <param name="seen">Of earlier releases, as the network sees them; none of those that are released now.</param>
    /// <param name="counted">True values of those that it does not see; what is missing counts as known to everybody.</param>
    public FigureTable(IReadOnlyList<Figure> figures, IEnumerable<Figure> seen, IEnumerable<Figure> counted)
    {
        var all = WithSeen(figures, seen, counted);
        foreach (var (figure, status) in all)
            Add(figure, status);
        byGroup = all.Select(f => f.Figure).ToLookup(f => (f.Indicator, f.Part, f.Period));
        Relate(all.Select(f => f.Figure));
        Table = new(Suppression.Least, cells.Values.Select(c => sensitive.Contains(c.Id) ? c with { Sensitive = true } : c), relations);
    }

    public DisclosureTable Table { get; }

    /// <summary>Whether none of a figure's cells is shown.</summary>
    public static bool IsSuppressed(Figure figure, IReadOnlySet<string> suppressed) => suppressed.Contains(Id(figure, Measures(figure)[0]));

    private static List<(Figure Figure, CellStatus Status)> WithSeen(
        IReadOnlyList<Figure> figures,
        IEnumerable<Figure> seen,
        IEnumerable<Figure> counted
    )
    {
        var own = figures.Select(Id).ToHashSet();
        var truth = new Dictionary<string, Figure>();
        foreach (var f in counted)
            truth[Id(f)] = f;
        return
        [
            .. figures.Select(f => (f, CellStatus.Open)),
            .. seen.DistinctBy(Id)
                .Where(f => !own.Contains(Id(f)))
                .Select(f => f.Suppressed ? (truth.GetValueOrDefault(Id(f), f), CellStatus.Suppressed) : (f, CellStatus.Published)),
        ];
    }

    /// <summary>All relations that somebody knows of.</summary>
    private void Relate(IEnumerable<Figure> all)
    {
        var parts = all.GroupBy(f => (f.Indicator, f.Part)).ToDictionary(g => g.Key, g => g.Select(f => f.Period).Distinct().ToList());
        foreach (var (part, periods) in parts)
        foreach (var period in periods)
        {
            Margins(part, period);
            Months(
                part,
                period,
                [.. periods.Where(p => p.Type == V1.PeriodType.Month && p.First >= period.First && p.Last <= period.Last)]
            );
        }
        foreach (var period in parts.Values.SelectMany(p => p).Distinct())
            SameRecords(period);
    }

    /// <summary>The cells of a figure.</summary>
    public static IEnumerable<string> CellsOf(Figure figure) => Measures(figure).Select(m => Id(figure, m));

    private static string Id(Figure f) => $"{f.Indicator}/{f.Part}/{f.Period}/{f.AgeBand}/{f.Gender}";

    private static string Id(Figure f, Measure measure) => $"{Id(f)}/{measure}";

    /// <summary>A median says something of its denominator's persons but is no count.</summary>
    private static Measure[] Measures(Figure f) =>
        f.Denominator is null ? [Measure.Value]
        : Suppression.IsShare(f) ? [Measure.Whole, Measure.Value, Measure.Rest]
        : [Measure.Whole];

    private static long Read(Figure f, Measure measure) =>
        measure switch
        {
            Measure.Value => f.Value,
            Measure.Rest => f.Denominator!.Value - f.Value,
            _ => f.Denominator!.Value,
        };

    private void Add(Figure figure, CellStatus status)
    {
        foreach (var measure in Measures(figure))
        {
            var value = Math.Max(0, Read(figure, measure)); // a part above its whole is for validation to refuse
            cells[Id(figure, measure)] = new(Id(figure, measure), value)
            {
                Figure = Id(figure),
                Status = status,
                IsSecret = Measures(figure).Length < 3 || measure != Measure.Whole,
                Weight = measure == Measures(figure)[0] ? value : 0,
            };
        }
        if (Measures(figure).Length == 3)
            relations.Add(Relation.Total(Id(figure, Measure.Whole), [Id(figure, Measure.Value), Id(figure, Measure.Rest)]));
    }

    /// <summary>All persons are those of each age band, and those of each gender.</summary>
    private void Margins((string Indicator, string Part) part, Period period)
    {
        var group = byGroup[(part.Indicator, part.Part, period)].ToList();
        if (group.All(f => f.IsTotal))
            return;
        foreach (var f in group)
        {
            if (f.AgeBand == AgeBand.Unspecified)
                Sum(f, group.Where(o => o.AgeBand != AgeBand.Unspecified && o.Gender == f.Gender));
            if (f.Gender == Gender.Unspecified)
                Sum(f, group.Where(o => o.Gender != Gender.Unspecified && o.AgeBand == f.AgeBand));
        }
    }

    private void Sum(Figure whole, IEnumerable<Figure> parts)
    {
        var all = parts.ToList();
        if (all.Count == 0)
            return;
        foreach (var measure in Measures(whole))
            relations.Add(Relation.Total(Id(whole, measure), all.Select(p => Id(p, measure))));
    }

    /// <summary>What a longer period tells of its months.</summary>
    private void Months((string Indicator, string Part) part, Period longer, IReadOnlyList<Period> months)
    {
        if (longer.Type == V1.PeriodType.Month || months.Count == 0)
            return;
        var last = months.MaxBy(m => m.First);
        foreach (var f in byGroup[(part.Indicator, part.Part, longer)])
        {
            var each = months
                .SelectMany(m => byGroup[(part.Indicator, part.Part, m)])
                .Where(m => m.AgeBand == f.AgeBand && m.Gender == f.Gender)
                .ToList();
            if (each.Count == 0)
                continue;
            if (IsLateByFew(f, each))
                sensitive.UnionWith(CellsOf(f));
            else
                foreach (var measure in Measures(f))
                    Relate(f, each, last, measure);
        }
    }

    /// <summary>
    /// A few were recorded late, which nobody knows: the sum tells of them beside its months, so it is suppressed, and then it
    /// tells nothing of these.
    /// </summary>
    private bool IsLateByFew(Figure longer, List<Figure> months) =>
        longer.Span == Span.Sum
        && Measures(longer)
            .Any(m => m != Measure.Whole && Suppression.IsSmall(Math.Abs(Read(longer, m) - months.Sum(e => cells[Id(e, m)].Value))));

    private void Relate(Figure longer, List<Figure> months, Period last, Measure measure)
    {
        if (longer.Span == Span.Sum)
            relations.Add(Relation.Total(Id(longer, measure), months.Select(m => Id(m, measure))));
        else if (longer.Span == Span.Last)
        {
            if (months.SingleOrDefault(m => m.Period == last && last.Last == longer.Period.Last) is { } same)
                relations.Add(Relation.Same(Id(longer, measure), Id(same, measure)));
        }
        else if (longer.Type == V1.IndicatorType.Unique)
        {
            foreach (var month in months)
                AtMost(Id(month, measure), [Id(longer, measure)]);
            AtMost(Id(longer, measure), months.Select(m => Id(m, measure)));
        }
    }

    /// <summary>Figures that count the same records are the same number, and different persons are at most the times they came.</summary>
    private void SameRecords(Period period)
    {
        var figures = byGroup.Where(g => g.Key.Item3 == period).SelectMany(g => g).ToList();
        foreach (var records in figures.SelectMany(Records).GroupBy(r => r.Key))
        {
            var same = records.Select(r => r.Cell).ToList();
            for (var n = 1; n < same.Count; n++)
                relations.Add(Relation.Same(same[0], same[n]));
        }
        foreach (var unique in figures.Where(f => f.Type == V1.IndicatorType.Unique))
        {
            var attendances = figures.Where(f =>
                f.Type == V1.IndicatorType.Flow
                && f.Indicator == unique.Indicator
                && f.AgeBand == unique.AgeBand
                && f.Gender == unique.Gender
            );
            AtMost(Id(unique, Measure.Value), attendances.Select(f => Id(f, Measure.Value)));
        }
    }

    private static IEnumerable<(string Key, string Cell)> Records(Figure f)
    {
        if (Suppression.PartOf(f) is not { Fact: { } fact, Counts: Counts.Facts } part)
            yield break;
        var categories = part.Categories is { } some ? string.Join('+', some.Order(StringComparer.Ordinal)) : "all";
        var key = $"{fact}/{categories}/{f.AgeBand}/{f.Gender}";
        yield return ($"{key}/{part.Qualifier}", Id(f, Measure.Value));
        if (part.Qualifier is not null && f.Denominator is not null)
            yield return ($"{key}/", Id(f, Measure.Whole));
    }

    private void AtMost(string one, IEnumerable<string> others)
    {
        var relation = Relation.AtMost(one, others);
        if (relation.Terms.Count > 1 && relation.Terms.Sum(t => t.Factor * cells[t.Cell].Value) <= 0)
            relations.Add(relation);
    }

    private enum Measure
    {
        Value,
        Rest,
        Whole,
    }
}
