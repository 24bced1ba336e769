using Indicators.National.Tables;

namespace Indicators.National.Publication;

/// <summary>
/// Whether a table may take the place of an earlier one: no change of a shown cell, nor of what is left of a shown whole beside
/// its shown parts, may tell of a few (docs/disclosure.md).
/// </summary>
/// <param name="unit">The breakdowns that are revised together.</param>
internal sealed class RevisionRule(Dictionary<CellKey, Total> sums, IReadOnlySet<CellKey> shown, NationalV1.Breakdown[] unit, int k)
{
    private readonly List<(CellKey Whole, IReadOnlyList<CellKey> Parts)> margins =
    [
        .. NationalSums.Relations([.. sums.Keys]).Where(r => shown.Contains(r.Whole) && r.Parts.Any(p => unit.Contains(p.Breakdown))),
    ];

    public bool Allows(Dictionary<CellKey, Total> before) =>
        shown
            .Where(key => unit.Contains(key.Breakdown))
            .All(key => ChangeRule.MayBeKnown(ChangeRule.Between(sums[key], before.GetValueOrDefault(key)).Values, k))
        && margins.All(m => ChangeRule.MayBeKnown(ChangeOfSuppressed(m.Parts, before), k));

    /// <summary>By how much, collective by collective, the suppressed parts of a whole have changed together.</summary>
    private IEnumerable<ContributedCount> ChangeOfSuppressed(IReadOnlyList<CellKey> parts, Dictionary<CellKey, Total> before)
    {
        var change = new Dictionary<string, ContributedCount>();
        foreach (var part in parts.Where(p => !shown.Contains(p)))
        {
            foreach (var (collective, count) in sums[part].By)
                change[collective] = change.GetValueOrDefault(collective) + count;
            foreach (var (collective, count) in before.GetValueOrDefault(part)?.By ?? new Dictionary<string, ContributedCount>())
                change[collective] = change.GetValueOrDefault(collective) - count;
        }
        return change.Values;
    }
}
