using Indicators.Dictionary;
using Indicators.Figures;

namespace Indicators.National;

/// <summary>
/// Decides what of one part of an indicator is published for a period: what can be shown the first time, and later whether a new version may take the place of
/// what stands (docs/adr/0016-national-plane.md).
/// </summary>
/// <param name="rows">Every version of the part's figures, in this period and those that overlap it.</param>
/// <param name="published">Every version of the part's cells that was published, for both audiences, in the same periods.</param>
/// <param name="basis">The arrival up to which releases count.</param>
public sealed class Judgement(Part part, Period period, ILookup<Period, ReleasedFigure> rows, IReadOnlyList<NationalCell> published, IReadOnlyDictionary<string, Collective> collectives, long basis, DateTimeOffset now)
{
    private readonly Dictionary<(Period, long), Dictionary<CellKey, Total>> known = [];

    /// <summary>New versions of cells; none where what stands, stands.</summary>
    public IReadOnlyList<NationalCell> Publish()
    {
        var sums = At(period, basis);
        if (sums.Count == 0 || part.Adding == NationalV1.Adding.Not) return [];
        var network = Publish(NationalV1.Audience.Network, sums, Suppression.Least, [], [.. sums.Keys.Select(key => key.Breakdown)]);
        // The network's people see the public's tables beside their own: those never show a cell that their own withhold, nor anything newer.
        var withheld = network.Concat(Standing(NationalV1.Audience.Network)).Where(c => c.Suppressed).Select(c => c.Key).ToHashSet();
        return [.. network, .. Publish(NationalV1.Audience.Public, sums, Math.Max(part.PublicThreshold, Suppression.Least), withheld, [.. network.Select(c => c.Breakdown)])];
    }

    /// <param name="open">The breakdowns that may be published now.</param>
    private IReadOnlyList<NationalCell> Publish(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k, HashSet<CellKey> withheldToo, HashSet<NationalV1.Breakdown> open)
    {
        var standing = Standing(audience).ToList();
        if (standing.Any(c => !c.Suppressed)) return [.. Units.Where(unit => unit.Any(open.Contains)).SelectMany(unit => Revised(audience, sums, k, standing, unit))];
        if (!sums.Keys.All(key => open.Contains(key.Breakdown))) return [];
        var first = First(audience, sums, k, withheldToo);
        return first.All(c => c.Suppressed) && first.Select(c => c.Key).ToHashSet().SetEquals(standing.Select(c => c.Key)) ? [] : first;   // still nothing to show
    }

    private List<NationalCell> First(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k, HashSet<CellKey> withheldToo)
    {
        var never = sums.Keys.Where(key => !FitsOtherPeriods(audience, key, sums[key], k)).ToHashSet();
        var withheld = NationalTable.Withheld(sums, part.HasDenominator, k, never, withheldToo.Where(sums.ContainsKey).ToHashSet());
        return [.. sums.Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, withheld.Contains(s.Key), basis, now))];
    }

    /// <summary>Breakdowns that are revised together: the table by state and type with its margins, and each other breakdown for itself, so that a small change in one does not hold up the sums.</summary>
    private static readonly IReadOnlyList<NationalV1.Breakdown[]> Units =
        [[NationalV1.Breakdown.Unspecified, NationalV1.Breakdown.CollectiveType], [NationalV1.Breakdown.AgeBand], [NationalV1.Breakdown.Gender]];

    /// <summary>A cell that was withheld stays so, one that was shown stays shown; and no change of a cell, or of what is left of a whole beside its shown parts, may tell of a few.</summary>
    private IEnumerable<NationalCell> Revised(NationalV1.Audience audience, Dictionary<CellKey, Total> sums, int k, List<NationalCell> standing, NationalV1.Breakdown[] unit)
    {
        var shown = standing.Where(c => !c.Suppressed).Select(c => c.Key).ToHashSet();
        var own = standing.Where(c => unit.Contains(c.Breakdown)).ToList();
        if (own.Count == 0 || !shown.All(sums.ContainsKey) || own.All(c => Changes.Between(sums.GetValueOrDefault(c.Key), At(period, c.Basis).GetValueOrDefault(c.Key)).All(d => d.IsZero))) return [];
        var withheld = sums.Keys.Where(key => !shown.Contains(key)).ToHashSet();
        var relations = Sums.Relations([.. sums.Keys]).Where(r => r.Parts.Any(p => unit.Contains(p.Breakdown))).ToList();
        var earlier = published.Where(c => c.Audience == audience && c.PeriodType == period.Type && c.PeriodFirst == period.First && unit.Contains(c.Breakdown)).Select(c => c.Basis).Distinct();
        return earlier.All(b => MayFollow(sums, At(period, b), shown, unit, relations, k))
            && shown.Where(key => unit.Contains(key.Breakdown)).All(key => FitsOtherPeriods(audience, key, sums[key], k))
            && NationalTable.IsSafe(sums, part.HasDenominator, k, withheld)
            ? sums.Where(s => unit.Contains(s.Key.Breakdown)).Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, withheld.Contains(s.Key), basis, now)) : [];
    }

    private static bool MayFollow(Dictionary<CellKey, Total> sums, Dictionary<CellKey, Total> before, HashSet<CellKey> shown, NationalV1.Breakdown[] unit, List<(CellKey Whole, IReadOnlyList<CellKey> Parts)> relations, int k) =>
        shown.Where(key => unit.Contains(key.Breakdown)).All(key => Changes.MayBeKnown(Changes.Between(sums[key], before.GetValueOrDefault(key)), k))
        && relations.Where(r => shown.Contains(r.Whole)).All(r => Changes.MayBeKnown(Left(r, sums, before, shown), k));

    /// <summary>By how much, collective by collective, the withheld parts of a whole have changed together.</summary>
    private static IEnumerable<Count> Left((CellKey Whole, IReadOnlyList<CellKey> Parts) relation, Dictionary<CellKey, Total> sums, Dictionary<CellKey, Total> before, HashSet<CellKey> shown)
    {
        var left = new Dictionary<string, Count>();
        foreach (var part in relation.Parts.Where(p => !shown.Contains(p)))
        {
            foreach (var (collective, count) in sums[part].By) left[collective] = left.GetValueOrDefault(collective) + count;
            foreach (var (collective, count) in before.GetValueOrDefault(part)?.By ?? new Dictionary<string, Count>()) left[collective] = left.GetValueOrDefault(collective) - count;
        }
        return left.Values;
    }

    /// <summary>
    /// Overlapping periods count as margins: a sum of months must not tell of a month that is withheld, nor of the few by which it differs from its months. A stock at the end
    /// of a longer period is the one at the end of its last month. Of uniques no such thing is known.
    /// </summary>
    private bool FitsOtherPeriods(NationalV1.Audience audience, CellKey key, Total candidate, int k)
    {
        if (part.Span == Span.Anew) return true;
        var inside = Cover(audience, key, period);
        if (inside.Any(c => c.Suppressed) || inside.Count > 0 && !MayBeKnownBeside(candidate, inside)) return false;
        return Around(audience, key).All(longer => MayBeKnownBeside(At(PeriodOf(longer), longer.Basis)[key], [.. Cover(audience, key, PeriodOf(longer)).Where(c => !c.Suppressed && !Overlaps(c))], candidate));

        bool MayBeKnownBeside(Total whole, IReadOnlyList<NationalCell> cells, Total? more = null) =>
            Changes.MayBeKnown(Changes.Between(whole, [more, .. cells.Select(c => At(PeriodOf(c), c.Basis).GetValueOrDefault(key))]), k);

        bool Overlaps(NationalCell cell) => PeriodOf(cell) is var other && (other == period || other.Contains(period) || period.Contains(other));
    }

    /// <summary>Longer periods that are shown and bound to this one.</summary>
    private IEnumerable<NationalCell> Around(NationalV1.Audience audience, CellKey key) => published.Where(c => c.Audience == audience && c.Replaced is null && !c.Suppressed && c.Key == key
        && PeriodOf(c).Contains(period) && (part.Span == Span.Sum || PeriodOf(c).Last == period.Last));

    /// <summary>What was published of a longer period's parts: of a year its quarters, or the months of a quarter that was not; of a stock only what ends with it.</summary>
    private IReadOnlyList<NationalCell> Cover(NationalV1.Audience audience, CellKey key, Period whole)
    {
        var parts = published.Where(c => c.Audience == audience && c.Replaced is null && c.Key == key && whole.Contains(PeriodOf(c)) && (part.Span == Span.Sum || PeriodOf(c).Last == whole.Last)).ToList();
        return part.Span == Span.Sum ? [.. parts.Where(c => !parts.Any(longer => PeriodOf(longer).Contains(PeriodOf(c))))] : [.. parts.Take(1)];
    }

    private IEnumerable<NationalCell> Standing(NationalV1.Audience audience) =>
        published.Where(c => c.Audience == audience && c.Replaced is null && c.PeriodType == period.Type && c.PeriodFirst == period.First);

    private static Period PeriodOf(NationalCell cell) => new(cell.PeriodType, cell.PeriodFirst);

    private Dictionary<CellKey, Total> At(Period when, long arrival) =>
        known.TryGetValue((when, arrival), out var sums) ? sums : known[(when, arrival)] = Sums.Of(Contribution.At(arrival, rows[when], collectives));
}
