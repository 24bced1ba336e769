namespace Indicators.Disclosure.Suppressing;

/// <summary>A figure that is published or suppressed as one, with what that costs.</summary>
/// <param name="Forced">It is suppressed in any case.</param>
internal sealed record SuppressionUnit(IReadOnlyList<int> Cells, long Weight, bool Forced);

/// <summary>
/// A connected component of a table, without what is published already. Cells are numbered; behind the cells of the table come
/// the slacks of its inequalities, which belong to no unit and are never published.
/// </summary>
internal sealed class SuppressionModel
{
    public const int Slack = -1;

    public required int K { get; init; }
    public required IReadOnlyList<SuppressionUnit> Units { get; init; }
    public required long[] Values { get; init; }
    public required int[] UnitOf { get; init; }

    /// <summary>Of each cell whether it must not be worked out.</summary>
    public required bool[] IsSecret { get; init; }

    /// <summary>Sums of cells times factors that cannot change.</summary>
    public required IReadOnlyList<IReadOnlyList<(int Cell, int Factor)>> Equations { get; init; }

    /// <summary>
    /// Of each collective, what she knows of each cell, and whether that is all of it: whether the cell is a singleton. The
    /// outsider is the first and knows nothing.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<(int Cell, long Own, bool Alone)>> Attackers { get; init; }

    /// <summary>Of each cell the collectives that contribute to it (their place among the attackers), and how much.</summary>
    public required IReadOnlyList<(int Attacker, long Own)>[] Contributors { get; init; }

    public int Count => Values.Length;

    /// <summary>To what extent a cell is suppressed; a slack always is.</summary>
    public double ExtentOf(int cell, double[] extents) => UnitOf[cell] == Slack ? 1 : extents[UnitOf[cell]];

    /// <summary>The connected components of a table in which something is suppressed, with the ids of their cells.</summary>
    public static IEnumerable<(SuppressionModel Model, IReadOnlyList<string> Cells)> Components(
        DisclosureTable table,
        IReadOnlySet<string> forced
    )
    {
        var open = table.Cells.Where(c => c.Status != CellStatus.Published).ToList();
        var index = open.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        var relations = table
            .Relations.Select(r => (Relation: r, Cells: r.Terms.Where(t => index.ContainsKey(t.Cell)).Select(t => index[t.Cell]).ToList()))
            .Where(r => r.Cells.Count > 0)
            .ToList();
        var components = new DisjointSets(open.Count);
        foreach (var (_, cells) in relations)
        foreach (var cell in cells)
            components.Join(cell, cells[0]);
        foreach (var figure in open.Index().GroupBy(c => c.Item.Figure))
        foreach (var cell in figure)
            components.Join(cell.Index, figure.First().Index);
        var relationsOf = relations.ToLookup(r => components.Find(r.Cells[0]), r => r.Relation);
        foreach (var component in open.Index().GroupBy(c => components.Find(c.Index)))
            if (component.Any(c => forced.Contains(c.Item.Id)))
            {
                List<TableCell> cells = [.. component.Select(c => c.Item)];
                var model = new SuppressionModelBuilder(table, cells, [.. relationsOf[component.Key]], forced).Build();
                yield return (model, [.. cells.Select(c => c.Id)]);
            }
    }
}
