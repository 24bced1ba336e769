using Indicators.Dictionary;
using Indicators.Figures;
using Indicators.National.Tables;

namespace Indicators.National.Publication;

/// <summary>
/// The periods that overlap the one that is decided, for one audience: what is published of them, what they add up to by now
/// without being published, and how they hang together.
/// </summary>
/// <param name="published">What stands of other periods.</param>
/// <param name="periods">All of which figures came.</param>
/// <param name="sumsAt">What a period adds up to with the releases up to an arrival.</param>
/// <param name="basis">The arrival up to which releases count.</param>
internal sealed class OverlappingPeriods(
    Part part,
    Period period,
    int k,
    IReadOnlyList<NationalCell> published,
    IReadOnlyList<Period> periods,
    Func<Period, long, Dictionary<CellKey, Total>> sumsAt,
    long basis
)
{
    /// <summary>
    /// So many suppressed cells are judged together, which takes a second or two; beyond, what overlaps is held against each
    /// other one by one, which shows less.
    /// </summary>
    private const int MostTogether = 250;

    public IReadOnlyList<OverlappingCell> Published { get; } =
    [
        .. published.Select(c => new OverlappingCell(
            new(c.Period),
            c.Key,
            sumsAt(c.Period, c.Basis).GetValueOrDefault(c.Key) ?? new(),
            c.Suppressed,
            IsSecret: c.Suppressed
        )),
    ];

    /// <summary>
    /// What periods add up to by now that lie within this one, or within another that was published, as far as that was not
    /// published yet. Nothing of it is shown, but a difference of shown sums can be exactly it: a year less its first quarter.
    /// </summary>
    public IReadOnlyList<OverlappingCell> Drafts()
    {
        var standing = Published.ToLookup(c => c.Edition.Period);
        var longer = standing.Select(s => s.Key).Append(period).ToList();
        return
        [
            .. from inner in periods
            where inner != period && longer.Any(l => l.Contains(inner))
            let sums = sumsAt(inner, basis)
            where !IsPublished(standing[inner], sums)
            from sum in sums
            let isSecret = NationalTable.IsPrimary(sum.Value, part.HasDenominator, k)
            select new OverlappingCell(new(inner, IsDraft: true), sum.Key, sum.Value, Suppressed: true, isSecret),
        ];
    }

    /// <summary>
    /// How the periods that overlap hang together: a sum of months with its months, of a year its quarters, or the months of a
    /// quarter that was not published; a stock with the one at the end of its last month. Of uniques no such thing is known.
    /// </summary>
    public IReadOnlyList<PeriodRelation> Relations(Dictionary<CellKey, Total> sums)
    {
        if (part.Span == Span.Anew)
            return [];
        var own = sums.Select(s => new OverlappingCell(new(period), s.Key, s.Value, Suppressed: false, IsSecret: false));
        List<OverlappingCell> standing = [.. Published, .. own];
        var relations = Relations(standing, FitTogether(standing));
        var drafts = Drafts();
        if (drafts.Count == 0)
            return relations;
        var drafted = drafts.Select(d => d.Edition.Period).ToHashSet();
        List<OverlappingCell> latest = [.. standing.Where(c => !drafted.Contains(c.Edition.Period)), .. drafts];
        // A draft that counts somebody whom a longer period does not count yet is no part of that one.
        var ofDrafts = Relations(latest, FitTogether([.. standing, .. drafts])).Where(r => r.IsOfDrafts && r.HoldsForAll);
        return [.. relations, .. ofDrafts];
    }

    private bool FitTogether(IReadOnlyList<OverlappingCell> cells) =>
        cells.Count(c => c.Suppressed || c.Edition.Period == period) * (part.HasDenominator ? 2 : 1) <= MostTogether;

    private List<PeriodRelation> Relations(IReadOnlyList<OverlappingCell> cells, bool together)
    {
        var relations = new List<PeriodRelation>();
        foreach (var ofKey in cells.GroupBy(c => c.Key))
        foreach (var whole in ofKey)
        {
            var parts = PartsOf(whole.Edition.Period, ofKey);
            if (parts.Count > 0)
                relations.Add(
                    new(
                        ofKey.Key,
                        whole.Edition,
                        [.. parts.Select(p => p.Edition)],
                        ChangeRule.Between(whole.Total, parts.Select(p => p.Total)),
                        together,
                        whole.Suppressed,
                        parts.Any(p => p.IsSecret)
                    )
                );
        }
        return relations;
    }

    /// <summary>The longest that lie within it; of a stock those that end with it.</summary>
    private List<OverlappingCell> PartsOf(Period whole, IEnumerable<OverlappingCell> cells)
    {
        var inside = cells
            .Where(c => whole.Contains(c.Edition.Period) && (part.Span == Span.Sum || c.Edition.Period.Last == whole.Last))
            .ToList();
        return [.. inside.Where(c => !inside.Any(longer => longer.Edition.Period.Contains(c.Edition.Period)))];
    }

    private static bool IsPublished(IEnumerable<OverlappingCell> standing, Dictionary<CellKey, Total> sums)
    {
        var cells = standing.ToDictionary(c => c.Key);
        return sums.All(s =>
            cells.TryGetValue(s.Key, out var cell) && ChangeRule.Between(s.Value, cell.Total).Values.All(difference => difference.IsZero)
        );
    }
}
