using Indicators.Disclosure;

namespace Indicators.National;

/// <summary>
/// Disclosure control of sums over collectives (docs/disclosure.md): k for the audience, at least 3 contributing collectives, against the outsider and
/// against each collective, which knows its own part of every cell.
/// </summary>
public static class NationalTable
{
    /// <summary>Spent on proving that nothing less would do; many tables are published at once, and one that is not proven is as safe.</summary>
    private const long Patience = 20_000;

    /// <summary>Which cells are withheld.</summary>
    /// <param name="never">Cells that may not be shown whatever stands beside them.</param>
    /// <param name="before">Cells that are withheld already, so that others cannot be told from them.</param>
    public static IReadOnlySet<CellKey> Withheld(IReadOnlyDictionary<CellKey, Total> sums, bool ratio, int k, IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before)
    {
        var table = Table(sums, ratio, k, never, before);
        var suppressed = Suppressor.Suppress(table, Patience);
        // The auditor has the last word: what it can break into is not published at all.
        if (suppressed.Unprotected.Count > 0 || Auditor.Audit(table, suppressed).Count > 0) return sums.Keys.ToHashSet();
        return sums.Keys.Where(key => !suppressed.Shows(Id(key, false))).ToHashSet();
    }

    /// <summary>Whether these cells can be withheld and all others shown.</summary>
    public static bool IsSafe(IReadOnlyDictionary<CellKey, Total> sums, bool ratio, int k, IReadOnlySet<CellKey> withheld)
    {
        var table = Table(sums, ratio, k, new HashSet<CellKey>(), withheld);
        return !table.Cells.Any(table.IsPrimary) && Auditor.Audit(table, table.Cells.Where(c => c.Standing == Standing.Withheld).Select(c => c.Id).ToHashSet()).Count == 0;
    }

    private static DisclosureTable Table(IReadOnlyDictionary<CellKey, Total> sums, bool ratio, int k, IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before)
    {
        bool[] components = ratio ? [false, true] : [false];
        return new(k,
            from cell in sums
            from rest in components
            select new Cell(Id(cell.Key, rest), rest ? cell.Value.Rest : cell.Value.Value)
            {
                Figure = Id(cell.Key, false),
                Sensitive = never.Contains(cell.Key),
                Standing = before.Contains(cell.Key) ? Standing.Withheld : Standing.Open,
                Contributions = Contributions(cell.Value.By, rest),
            },
            from relation in Sums.Relations([.. sums.Keys])
            from rest in components
            select Relation.Total(Id(relation.Whole, rest), relation.Parts.Select(p => Id(p, rest))),
            Changes.LeastContributors);
    }

    /// <summary>Those who add something: a sum to which only one of many adds anything is that one's figure. All that reported, if it is 0.</summary>
    private static Dictionary<string, long> Contributions(IReadOnlyDictionary<string, Count> by, bool rest)
    {
        var all = by.ToDictionary(b => b.Key, b => rest ? b.Value.Rest : b.Value.Value);
        return all.Values.All(v => v == 0) ? all : all.Where(b => b.Value != 0).ToDictionary();
    }

    private static string Id(CellKey key, bool rest) => $"{key.State}/{key.Breakdown}/{key.Category}{(rest ? "/rest" : "")}";
}
