using Indicators.Dictionary;
using Indicators.Figures;

namespace Indicators.National;

/// <summary>
/// Decides what of one part of an indicator is published for a period: what can be shown the first time, and later whether a
/// new version may take the place of what stands (docs/adr/0016-national-plane.md).
/// </summary>
/// <param name="rows">Every version of the part's figures, in this period and those that overlap it.</param>
/// <param name="published">Every version of the part's cells that was published, for both audiences, in the same periods.</param>
/// <param name="basis">The arrival up to which releases count.</param>
public sealed class Judgement(
    Part part,
    Period period,
    ILookup<Period, ReleasedFigure> rows,
    IReadOnlyList<NationalCell> published,
    IReadOnlyDictionary<string, Collective> collectives,
    long basis,
    DateTimeOffset now
)
{
    /// <summary>
    /// So many hidden cells are judged together, which takes a second or two; beyond, what overlaps is held against each other
    /// one by one, which shows less.
    /// </summary>
    private const int MostTogether = 250;

    private readonly Dictionary<(Period, long), Dictionary<CellKey, Total>> known = [];

    /// <summary>New versions of cells; none where what stands, stands.</summary>
    public IReadOnlyList<NationalCell> Publish()
    {
        var sums = At(period, basis);
        if (sums.Count == 0 || part.Adding == NationalV1.Adding.Not)
            return [];
        var network = Publish(NationalV1.Audience.Network, sums, Suppression.Least, [], [.. sums.Keys.Select(key => key.Breakdown)]);
        // The network's people see the public's tables beside their own: those never show a cell that their own withhold, nor
        // anything newer.
        var withheld = network.Concat(Standing(NationalV1.Audience.Network)).Where(c => c.Suppressed).Select(c => c.Key).ToHashSet();
        return
        [
            .. network,
            .. Publish(
                NationalV1.Audience.Public,
                sums,
                Math.Max(part.PublicThreshold, Suppression.Least),
                withheld,
                [.. network.Select(c => c.Breakdown)]
            ),
        ];
    }

    /// <param name="open">The breakdowns that may be published now.</param>
    private IReadOnlyList<NationalCell> Publish(
        NationalV1.Audience audience,
        Dictionary<CellKey, Total> sums,
        int k,
        HashSet<CellKey> withheldToo,
        HashSet<NationalV1.Breakdown> open
    )
    {
        var standing = Standing(audience).ToList();
        if (standing.Any(c => !c.Suppressed))
            return [.. Units.Where(unit => unit.Any(open.Contains)).SelectMany(unit => Revised(audience, sums, k, standing, unit))];
        if (!sums.Keys.All(key => open.Contains(key.Breakdown)))
            return [];
        var first = First(audience, sums, k, withheldToo);
        // still nothing to show
        return first.All(c => c.Suppressed) && first.Select(c => c.Key).ToHashSet().SetEquals(standing.Select(c => c.Key)) ? [] : first;
    }

    private List<NationalCell> First(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k, HashSet<CellKey> withheldToo)
    {
        var bonds = Bonds(audience, sums, k);
        var withheld = Table(audience, sums, k, bonds)
            .Withheld(
                sums.Keys.Where(key => !bonds.All(b => Fits(b, key, k))).ToHashSet(),
                withheldToo.Where(sums.ContainsKey).ToHashSet()
            );
        return [.. sums.Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, withheld.Contains(s.Key), basis, now))];
    }

    /// <summary>
    /// Breakdowns that are revised together: the table by state and type with its margins, and each other breakdown for itself,
    /// so that a small change in one does not hold up the sums.
    /// </summary>
    private static readonly IReadOnlyList<NationalV1.Breakdown[]> Units =
    [
        [NationalV1.Breakdown.Unspecified, NationalV1.Breakdown.CollectiveType],
        [NationalV1.Breakdown.AgeBand],
        [NationalV1.Breakdown.Gender],
    ];

    /// <summary>
    /// A cell that was withheld stays so, one that was shown stays shown; and no change of a cell, or of what is left of a
    /// whole beside its shown parts, may tell of a few.
    /// </summary>
    private IEnumerable<NationalCell> Revised(
        NationalV1.Audience audience,
        Dictionary<CellKey, Total> sums,
        int k,
        List<NationalCell> standing,
        NationalV1.Breakdown[] unit
    )
    {
        var shown = standing.Where(c => !c.Suppressed).Select(c => c.Key).ToHashSet();
        var own = standing.Where(c => unit.Contains(c.Breakdown)).ToList();
        if (
            own.Count == 0
            || !shown.All(sums.ContainsKey)
            || own.All(c =>
                Changes.Between(sums.GetValueOrDefault(c.Key), At(period, c.Basis).GetValueOrDefault(c.Key)).Values.All(d => d.IsZero)
            )
        )
            return [];
        var withheld = sums.Keys.Where(key => !shown.Contains(key)).ToHashSet();
        var bonds = Bonds(audience, sums, k);
        var relations = Sums.Relations([.. sums.Keys]).Where(r => r.Parts.Any(p => unit.Contains(p.Breakdown))).ToList();
        var earlier = published
            .Where(c =>
                c.Audience == audience && c.PeriodType == period.Type && c.PeriodFirst == period.First && unit.Contains(c.Breakdown)
            )
            .Select(c => c.Basis)
            .Distinct();
        return
            earlier.All(b => MayFollow(sums, At(period, b), shown, unit, relations, k))
            && shown.Where(key => unit.Contains(key.Breakdown)).All(key => bonds.All(b => Fits(b, key, k)))
            && Table(audience, sums, k, bonds).IsSafe(withheld)
            ? sums.Where(s => unit.Contains(s.Key.Breakdown))
                .Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, withheld.Contains(s.Key), basis, now))
            : [];
    }

    private static bool MayFollow(
        Dictionary<CellKey, Total> sums,
        Dictionary<CellKey, Total> before,
        HashSet<CellKey> shown,
        NationalV1.Breakdown[] unit,
        List<(CellKey Whole, IReadOnlyList<CellKey> Parts)> relations,
        int k
    ) =>
        shown
            .Where(key => unit.Contains(key.Breakdown))
            .All(key => Changes.MayBeKnown(Changes.Between(sums[key], before.GetValueOrDefault(key)).Values, k))
        && relations.Where(r => shown.Contains(r.Whole)).All(r => Changes.MayBeKnown(Left(r, sums, before, shown), k));

    /// <summary>By how much, collective by collective, the withheld parts of a whole have changed together.</summary>
    private static IEnumerable<Count> Left(
        (CellKey Whole, IReadOnlyList<CellKey> Parts) relation,
        Dictionary<CellKey, Total> sums,
        Dictionary<CellKey, Total> before,
        HashSet<CellKey> shown
    )
    {
        var left = new Dictionary<string, Count>();
        foreach (var part in relation.Parts.Where(p => !shown.Contains(p)))
        {
            foreach (var (collective, count) in sums[part].By)
                left[collective] = left.GetValueOrDefault(collective) + count;
            foreach (var (collective, count) in before.GetValueOrDefault(part)?.By ?? new Dictionary<string, Count>())
                left[collective] = left.GetValueOrDefault(collective) - count;
        }
        return left.Values;
    }

    private NationalTable Table(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k, IReadOnlyList<Bound> bonds)
    {
        var margins = bonds.Where(b => b.IsMargin).ToList();
        var drafts = margins.Any(b => b.IsOfDrafts) ? Drafts(audience, k) : [];
        return new(
            period,
            sums,
            part.HasDenominator,
            k,
            margins.Count > 0 ? [.. Beside(audience).Select(NeighbourOf), .. drafts] : [],
            [.. margins.Select(b => new Bond(b.Key, b.Whole, b.Parts, b.Left.Where(l => !l.Value.IsZero).ToDictionary()))]
        );
    }

    /// <summary>
    /// Whether a cell may be shown beside other periods as far as the table does not say: where a shown sum and its parts have
    /// fallen apart, because one counts less of somebody than the other, or there is too much to judge together, none of the
    /// parts may be withheld, and the difference must be one that may be known.
    /// </summary>
    private bool Fits(Bound bond, CellKey key, int k) =>
        bond.Key != key
        || bond.IsMargin
        || !bond.IsAbout(period)
        || bond.WholeWithheld
        || !bond.PartWithheld && Changes.MayBeKnown(bond.Left.Values, k);

    /// <summary>
    /// How the periods that overlap hang together: a sum of months with its months, of a year its quarters, or the months of a
    /// quarter that was not published; a stock with the one at the end of its last month. Of uniques no such thing is known.
    /// </summary>
    private List<Bound> Bonds(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k)
    {
        if (part.Span == Span.Anew)
            return [];
        var own = sums.Select(s => new Neighbour(new(period), s.Key, s.Value, Suppressed: false, IsSecret: false)).ToList();
        var standing = Beside(audience).Select(NeighbourOf).Concat(own).ToList();
        var bonds = Bonds(standing, Together(standing));
        var drafts = Drafts(audience, k);
        if (drafts.Count == 0)
            return bonds;
        var drafted = drafts.Select(d => d.Edition.Period).ToHashSet();
        var all = standing.Where(n => !drafted.Contains(n.Edition.Period)).Concat(drafts).ToList();
        // A draft that counts somebody whom a longer period does not count yet is no part of that one.
        var ofDrafts = Bonds(all, Together([.. standing, .. drafts])).Where(b => b.IsOfDrafts && b.IsWhole);
        return [.. bonds, .. ofDrafts];

        bool Together(List<Neighbour> cells) =>
            cells.Count(n => n.Suppressed || n.Edition.Period == period) * (part.HasDenominator ? 2 : 1) <= MostTogether;
    }

    private List<Bound> Bonds(IReadOnlyList<Neighbour> cells, bool together)
    {
        var bonds = new List<Bound>();
        foreach (var of in cells.GroupBy(c => c.Key))
        foreach (var whole in of)
        {
            var last = whole.Edition.Period.Last;
            var inside = of.Where(c => whole.Edition.Period.Contains(c.Edition.Period))
                .Where(c => part.Span == Span.Sum || c.Edition.Period.Last == last)
                .ToList();
            var parts = inside.Where(c => !inside.Any(longer => longer.Edition.Period.Contains(c.Edition.Period))).ToList();
            if (parts.Count > 0)
                bonds.Add(
                    new(
                        of.Key,
                        whole.Edition,
                        [.. parts.Select(p => p.Edition)],
                        Changes.Between(whole.Total, parts.Select(p => p.Total)),
                        together,
                        whole.Suppressed,
                        parts.Any(p => p.IsSecret)
                    )
                );
        }
        return bonds;
    }

    /// <summary>
    /// What periods add up to by now that lie within this one, or within another that was published, as far as that was not
    /// published yet. Nothing of it is shown, but a difference of shown sums can be exactly it: a year less its first quarter.
    /// </summary>
    private IReadOnlyList<Neighbour> Drafts(NationalV1.Audience audience, int k)
    {
        var standing = Beside(audience).ToLookup(PeriodOf);
        var longer = standing.Select(s => s.Key).Append(period).ToList();
        return
        [
            .. from inner in rows.Select(r => r.Key)
            where inner != period && longer.Any(l => l.Contains(inner))
            let sums = At(inner, basis)
            where !IsPublished(standing[inner], sums)
            from sum in sums
            let isSecret = NationalTable.IsPrimary(sum.Value, part.HasDenominator, k)
            select new Neighbour(new(inner, IsDraft: true), sum.Key, sum.Value, Suppressed: true, isSecret),
        ];
    }

    private bool IsPublished(IEnumerable<NationalCell> standing, Dictionary<CellKey, Total> sums)
    {
        var cells = standing.ToDictionary(c => c.Key);
        return sums.All(s =>
            cells.TryGetValue(s.Key, out var cell) && Changes.Between(s.Value, TotalOf(cell)).Values.All(difference => difference.IsZero)
        );
    }

    private Neighbour NeighbourOf(NationalCell cell) =>
        new(new(PeriodOf(cell)), cell.Key, TotalOf(cell), cell.Suppressed, IsSecret: cell.Suppressed);

    /// <summary>What stands of other periods.</summary>
    private IEnumerable<NationalCell> Beside(NationalV1.Audience audience) =>
        published.Where(c => c.Audience == audience && c.Replaced is null && PeriodOf(c) != period);

    private Total TotalOf(NationalCell cell) => At(PeriodOf(cell), cell.Basis).GetValueOrDefault(cell.Key) ?? new();

    private IEnumerable<NationalCell> Standing(NationalV1.Audience audience) =>
        published.Where(c => c.Audience == audience && c.Replaced is null && c.PeriodType == period.Type && c.PeriodFirst == period.First);

    private static Period PeriodOf(NationalCell cell) => new(cell.PeriodType, cell.PeriodFirst);

    private Dictionary<CellKey, Total> At(Period when, long arrival) =>
        known.TryGetValue((when, arrival), out var sums)
            ? sums
            : known[(when, arrival)] = Sums.Of(Contribution.At(arrival, rows[when], collectives));

    /// <param name="Left">By how much, collective by collective, the whole is more than its parts.</param>
    private sealed record Bound(
        CellKey Key,
        Edition Whole,
        IReadOnlyList<Edition> Parts,
        IReadOnlyDictionary<string, Count> Left,
        bool Together,
        bool WholeWithheld,
        bool PartWithheld
    )
    {
        /// <summary>No part has more of anybody than the whole.</summary>
        public bool IsWhole { get; } = Left.Values.All(l => l is { Value: >= 0, Rest: >= 0 });

        /// <summary>A relation of the table.</summary>
        public bool IsMargin => Together && IsWhole;

        public bool IsOfDrafts => Whole.IsDraft || Parts.Any(p => p.IsDraft);

        public bool IsAbout(Period period) => Whole.Period == period || Parts.Any(p => p.Period == period);
    }
}
