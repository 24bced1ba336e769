using Indicators.Figures;

namespace Indicators.Months;

/// <summary>What a collective has released before: of each figure the latest.</summary>
/// <param name="seen">As the network sees it.</param>
/// <param name="counted">As it was inside the house when that was released.</param>
/// <param name="released">The months that were released.</param>
public sealed class ReleaseHistory(
    IReadOnlyDictionary<FigureKey, V1.Figure> seen,
    IReadOnlyDictionary<FigureKey, V1.Figure> counted,
    IReadOnlySet<Period> released
)
{
    private readonly ILookup<FigureKey, V1.Figure> bySum = seen.Values.ToLookup(f => FigureKey.Of(f).Whole);

    public static readonly ReleaseHistory None = new(
        new Dictionary<FigureKey, V1.Figure>(),
        new Dictionary<FigureKey, V1.Figure>(),
        new HashSet<Period>()
    );

    public IReadOnlySet<Period> Released => released;

    /// <summary>The figures that the network's were made of, nothing suppressed.</summary>
    public IEnumerable<V1.Figure> Counted => counted.Values;

    /// <summary>As the network sees them.</summary>
    public IEnumerable<V1.Figure> Seen => seen.Values;

    /// <summary>The longer periods of which something was released and which the month is in.</summary>
    public IEnumerable<Period> Longer(Period month) =>
        seen
            .Keys.Select(c => c.Period)
            .Distinct()
            .Where(p => p != month && p.First <= month.First && p.Last >= month.Last)
            .OrderBy(p => p.Type);

    /// <summary>
    /// Which figures a revision may publish anew: value and rest have each changed by nothing or by at least 5 since they were
    /// published, and not both by nothing. Of any other what was released before stands, so that two releases beside each other
    /// point at nobody. A figure that is missing beside others is 0, before and now.
    /// </summary>
    /// <param name="here">All figures as they stand here.</param>
    public ISet<FigureKey> Republishable(IReadOnlyCollection<Figure> here)
    {
        var republishable = here.Where(f => seen.TryGetValue(FigureKey.Of(f), out var before) && MayBeRepublished(before, f))
            .Select(FigureKey.Of)
            .ToHashSet();
        foreach (var f in here.Where(f => !seen.ContainsKey(FigureKey.Of(f))))
        {
            var whole = FigureKey.Of(f).Whole;
            var known = bySum[whole].ToList();
            var wasNobody = known.Any(b => !FigureKey.Of(b).IsWhole) || known is [{ Suppressed: false, Value: 0 }];
            if (known.Count == 0 || (wasNobody ? IsMuch(f.Value) : republishable.Contains(whole)))
                republishable.Add(FigureKey.Of(f));
        }
        return republishable;
    }

    /// <summary>
    /// What stands of figures that are released again: all but what is published anew, and what is 0 by now if that may be
    /// published.
    /// </summary>
    public IReadOnlyList<V1.Figure> Standing(IReadOnlyCollection<Figure> here, ISet<FigureKey> republishable)
    {
        var now = here.Select(FigureKey.Of).ToHashSet();
        var broken = here.Where(f => !f.IsTotal).Select(f => FigureKey.Of(f).Whole).ToHashSet();
        var nobody = here.Where(f => f is { IsTotal: true, Value: 0 }).Select(FigureKey.Of).ToHashSet();
        return
        [
            .. now.Select(c => c.Whole)
                .Distinct()
                .SelectMany(whole => bySum[whole])
                .Where(f =>
                {
                    var cell = FigureKey.Of(f);
                    if (now.Contains(cell))
                        return !republishable.Contains(cell);
                    return (broken.Contains(cell.Whole) || nobody.Contains(cell.Whole))
                        && !MayBeRepublished(
                            f,
                            Figure.From(f) with
                            {
                                Value = 0,
                                Denominator = f.HasDenominator ? 0 : null,
                                Suppressed = false,
                            }
                        );
                }),
        ];
    }

    /// <summary>These say something else of the same figures than the network has seen.</summary>
    public bool Differs(IReadOnlyCollection<V1.Figure> figures)
    {
        var wholes = figures.Select(f => FigureKey.Of(f).Whole).ToHashSet();
        var before = seen.Values.Where(f => wholes.Contains(FigureKey.Of(f).Whole)).ToDictionary(FigureKey.Of);
        return before.Count != figures.Count || figures.Any(f => !before.TryGetValue(FigureKey.Of(f), out var was) || !was.Equals(f));
    }

    private bool MayBeRepublished(V1.Figure before, Figure now)
    {
        // a figure from before the house remembered
        var was = counted.GetValueOrDefault(FigureKey.Of(now)) ?? (before.Suppressed ? null : before);
        if (was is null)
            return false;
        var value = Math.Abs(now.Value - was.Value);
        var rest = Math.Abs((now.Denominator - now.Value ?? 0) - (was.HasDenominator ? was.Denominator - was.Value : 0));
        return (value > 0 || rest > 0) && (value == 0 || IsMuch(value)) && (rest == 0 || IsMuch(rest));
    }

    private static bool IsMuch(long change) => change >= Suppression.Least;
}
