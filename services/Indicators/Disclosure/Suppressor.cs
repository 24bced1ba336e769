namespace Indicators.Disclosure;

/// <summary>Chooses what of a table is withheld, see docs/disclosure.md.</summary>
public static class Suppressor
{
    /// <summary>Withholds what may not be shown and as little as possible beside it.</summary>
    /// <param name="work">How much may be spent on proving that nothing less would do, roughly in pivots; 0 for none.</param>
    public static SuppressedTable Suppress(DisclosureTable table, int work = 20_000)
    {
        var primary = table.Cells.Where(table.IsPrimary).Select(c => c.Figure).ToHashSet();
        var withheld = table.Cells.Where(c => c.Standing == Standing.Withheld || c.Standing == Standing.Open && primary.Contains(c.Figure)).Select(c => c.Id).ToHashSet();
        while (table.Relations.FirstOrDefault(r => Tells(r) && Cheapest(r) is not null) is { } relation)
            withheld.UnionWith(table.Cells.Where(c => c.Standing == Standing.Open && c.Figure == Cheapest(relation)!.Figure).Select(c => c.Id));
        var secondary = table.Cells.Where(c => c.Standing == Standing.Open && withheld.Contains(c.Id) && !primary.Contains(c.Figure)).ToList();
        var own = table.Cells.Where(c => c.Standing == Standing.Open && primary.Contains(c.Figure)).ToList();
        return new(table, withheld, own.Select(c => c.Id).ToHashSet(), new(own.DistinctBy(c => c.Figure).Count(), own.Sum(c => c.Weight), secondary.DistinctBy(c => c.Figure).Count(), secondary.Sum(c => c.Weight)), work < 0, []);

        bool Tells(Relation r) => r.Terms.Where(t => withheld.Contains(t.Cell)).ToList() is { Count: > 0 } hidden && (hidden.Count == 1 || hidden.Sum(t => table[t.Cell].Value) < table.K);
        Cell? Cheapest(Relation r) => r.Terms.Select(t => table[t.Cell]).Where(c => c.Standing == Standing.Open && !withheld.Contains(c.Id)).OrderBy(c => c.Value == 0).ThenBy(c => c.Weight).FirstOrDefault();
    }
}
