namespace Indicators.Disclosure.Suppressing;

/// <summary>A figure that is shown or withheld as one, with what that costs.</summary>
/// <param name="Forced">It is withheld in any case.</param>
internal sealed record Unit(IReadOnlyList<int> Cells, long Weight, bool Forced);

/// <summary>
/// A part of a table that hangs together, without what is shown already. Cells are numbered; behind the cells of the table come
/// the slacks of its inequalities, which belong to no unit and are never shown.
/// </summary>
internal sealed class Model
{
    public const int Slack = -1;

    public required int K { get; init; }
    public required IReadOnlyList<Unit> Units { get; init; }
    public required long[] Values { get; init; }
    public required int[] UnitOf { get; init; }

    /// <summary>Of each cell whether it must not be worked out.</summary>
    public required bool[] Secret { get; init; }

    /// <summary>Sums of cells times factors that cannot change.</summary>
    public required IReadOnlyList<IReadOnlyList<(int Cell, int Factor)>> Equations { get; init; }

    /// <summary>
    /// Of each collective, what she knows of each cell, and whether that is all of it. The outsider is the first and knows
    /// nothing.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<(int Cell, long Own, bool Alone)>> Attackers { get; init; }

    /// <summary>Of each cell the collectives (their place among the attackers) and whether one is alone.</summary>
    public required IReadOnlyList<(int Attacker, long Own)>[] Knowers { get; init; }

    public int Count => Values.Length;

    /// <summary>The parts of a table in which something is withheld, with the ids of their cells.</summary>
    public static IEnumerable<(Model Model, IReadOnlyList<string> Cells)> Parts(DisclosureTable table, IReadOnlySet<string> forced)
    {
        var open = table.Cells.Where(c => c.Standing != Standing.Shown).ToList();
        var root = Enumerable.Range(0, open.Count).ToArray();
        int Root(int n) => root[n] == n ? n : root[n] = Root(root[n]);
        var index = open.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        var relations = table
            .Relations.Select(r => (Relation: r, Cells: r.Terms.Where(t => index.ContainsKey(t.Cell)).Select(t => index[t.Cell]).ToList()))
            .Where(r => r.Cells.Count > 0)
            .ToList();
        foreach (var (_, cells) in relations)
        foreach (var cell in cells)
            root[Root(cell)] = Root(cells[0]);
        foreach (var figure in open.Index().GroupBy(c => c.Item.Figure))
        foreach (var cell in figure)
            root[Root(cell.Index)] = Root(figure.First().Index);
        var byRoot = relations.ToLookup(r => Root(r.Cells[0]), r => r.Relation);
        foreach (var part in open.Index().GroupBy(c => Root(c.Index)))
            if (part.Any(c => forced.Contains(c.Item.Id)))
                yield return One(table, [.. part.Select(c => c.Item)], [.. byRoot[part.Key]], forced);
    }

    private static (Model, IReadOnlyList<string>) One(
        DisclosureTable table,
        List<Cell> cells,
        List<Relation> relations,
        IReadOnlySet<string> forced
    )
    {
        var index = cells.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        var figures = cells.Index().GroupBy(c => c.Item.Figure).ToList();
        var units = figures
            .Select(f => new Unit([.. f.Select(c => c.Index)], f.Sum(c => c.Item.Weight), f.Any(c => forced.Contains(c.Item.Id))))
            .ToList();
        var values = cells.Select(c => c.Value).ToList();
        var unitOf = new int[cells.Count].ToList();
        foreach (var (n, unit) in units.Index())
        foreach (var cell in unit.Cells)
            unitOf[cell] = n;
        var equations = new List<IReadOnlyList<(int, int)>>();
        foreach (var relation in relations)
        {
            List<(int, int)> equation = [.. relation.Terms.Where(t => index.ContainsKey(t.Cell)).Select(t => (index[t.Cell], t.Factor))];
            if (relation.Sense == Sense.AtMost)
            {
                equation.Add((values.Count, 1));
                values.Add(-table.Sum(relation));
                unitOf.Add(Slack);
            }
            equations.Add(equation);
        }
        var names = cells
            .SelectMany(c => c.Contributions?.Keys ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Index()
            .ToDictionary(n => n.Item, n => n.Index + 1);
        var attackers = Enumerable.Range(0, names.Count + 1).Select(_ => new List<(int, long, bool)>()).ToList();
        var knowers = Enumerable.Range(0, values.Count).Select(_ => new List<(int, long)>()).ToArray();
        foreach (var (n, cell) in cells.Index())
        foreach (var (collective, own) in cell.Contributions ?? new Dictionary<string, long>())
        {
            attackers[names[collective]].Add((n, own, cell.Contributions!.Count == 1));
            knowers[n].Add((names[collective], own));
        }
        return (
            new()
            {
                K = table.K,
                Units = units,
                Values = [.. values],
                UnitOf = [.. unitOf],
                Secret = [.. cells.Select(c => c.IsSecret), .. Enumerable.Repeat(false, values.Count - cells.Count)],
                Equations = equations,
                Attackers = attackers,
                Knowers = [.. knowers],
            },
            [.. cells.Select(c => c.Id)]
        );
    }
}
