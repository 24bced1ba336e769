using NationalBreakdown = Sangam.National.V1.Breakdown;

namespace Indicators.National.Tables;

/// <summary>
/// Figures of one part and period added up: for the nation and each state, in whole and by each breakdown that somebody
/// released. Collectives that did not release a breakdown make a category of their own, so that each breakdown adds up to the
/// whole.
/// </summary>
public static class NationalSums
{
    private static readonly string[] Ages = ["Under25", "_25To34", "_35Plus"];

    public static Dictionary<CellKey, Total> Of(IReadOnlyList<Contribution> contributions)
    {
        var sums = new Dictionary<CellKey, Total>();
        var byAge = contributions.Any(c => c.Ages is { Count: > 0 });
        var genders = contributions.SelectMany(c => c.Genders?.Where(g => !g.Value.IsZero).Select(g => g.Key) ?? []).Distinct().ToList();
        foreach (var c in contributions)
        {
            Add(c, NationalBreakdown.Unspecified, "", c.Count);
            Add(c, NationalBreakdown.CollectiveType, $"{c.Collective.Type}", c.Count);
            if (byAge)
                AddCells(c, NationalBreakdown.AgeBand, Ages, c.Ages);
            if (genders.Count > 0)
                AddCells(c, NationalBreakdown.Gender, genders, c.Genders);
        }
        return sums;

        void AddCells(
            Contribution c,
            NationalBreakdown breakdown,
            IReadOnlyList<string> categories,
            IReadOnlyDictionary<string, ContributedCount>? cells
        )
        {
            if (cells is null)
                Add(c, breakdown, CellKey.Rest, c.Count);
            else
                foreach (var category in categories)
                    Add(c, breakdown, category, cells.GetValueOrDefault(category));
        }

        void Add(Contribution c, NationalBreakdown breakdown, string category, ContributedCount count)
        {
            foreach (var state in (string[])["", c.Collective.StateCode])
            {
                var key = new CellKey(state, breakdown, category);
                if (!sums.TryGetValue(key, out var total))
                    sums[key] = total = new();
                total.Add(c.Collective.Code, count, c.Entered);
            }
        }
    }

    /// <summary>Each whole and its parts: the nation and its states, a whole and its categories.</summary>
    public static IEnumerable<(CellKey Whole, IReadOnlyList<CellKey> Parts)> Relations(IReadOnlyCollection<CellKey> keys)
    {
        foreach (var nation in keys.Where(k => k.State == ""))
            yield return (nation, [.. keys.Where(k => k.State != "" && k.Breakdown == nation.Breakdown && k.Category == nation.Category)]);
        foreach (var categories in keys.Where(k => k.Breakdown != NationalBreakdown.Unspecified).GroupBy(k => (k.State, k.Breakdown)))
            yield return (CellKey.Of(categories.Key.State), [.. categories]);
    }
}
