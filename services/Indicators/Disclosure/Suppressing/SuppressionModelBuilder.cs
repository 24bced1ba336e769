namespace Indicators.Disclosure.Suppressing;

/// <summary>Numbers the cells, units and attackers of one connected component of a table.</summary>
internal sealed class SuppressionModelBuilder(
    DisclosureTable table,
    IReadOnlyList<TableCell> cells,
    IReadOnlyList<Relation> relations,
    IReadOnlySet<string> forced
)
{
    private readonly List<long> values = [.. cells.Select(c => c.Value)];
    private readonly List<int> unitOf = [.. new int[cells.Count]];

    public SuppressionModel Build()
    {
        var units = Units();
        var equations = Equations();
        var (attackers, contributors) = Attackers();
        return new()
        {
            K = table.K,
            Units = units,
            Values = [.. values],
            UnitOf = [.. unitOf],
            IsSecret = [.. cells.Select(c => c.IsSecret), .. Enumerable.Repeat(false, values.Count - cells.Count)],
            Equations = equations,
            Attackers = attackers,
            Contributors = contributors,
        };
    }

    private List<SuppressionUnit> Units()
    {
        var units = cells
            .Index()
            .GroupBy(c => c.Item.Figure)
            .Select(f => new SuppressionUnit(
                [.. f.Select(c => c.Index)],
                f.Sum(c => c.Item.Weight),
                f.Any(c => forced.Contains(c.Item.Id))
            ))
            .ToList();
        foreach (var (n, unit) in units.Index())
        foreach (var cell in unit.Cells)
            unitOf[cell] = n;
        return units;
    }

    /// <summary>An inequality becomes an equation with a slack, which is a cell of its own.</summary>
    private List<IReadOnlyList<(int, int)>> Equations()
    {
        var index = cells.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        var equations = new List<IReadOnlyList<(int, int)>>();
        foreach (var relation in relations)
        {
            List<(int, int)> equation = [.. relation.Terms.Where(t => index.ContainsKey(t.Cell)).Select(t => (index[t.Cell], t.Factor))];
            if (relation.Sense == Sense.AtMost)
            {
                equation.Add((values.Count, 1));
                values.Add(-table.Sum(relation));
                unitOf.Add(SuppressionModel.Slack);
            }
            equations.Add(equation);
        }
        return equations;
    }

    private (IReadOnlyList<IReadOnlyList<(int, long, bool)>>, IReadOnlyList<(int, long)>[]) Attackers()
    {
        var placeOf = cells
            .SelectMany(c => c.Contributions?.Keys ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Index()
            .ToDictionary(n => n.Item, n => n.Index + 1);
        var attackers = Enumerable.Range(0, placeOf.Count + 1).Select(_ => new List<(int, long, bool)>()).ToList();
        var contributors = Enumerable.Range(0, values.Count).Select(_ => new List<(int, long)>()).ToArray();
        foreach (var (n, cell) in cells.Index())
        foreach (var (collective, own) in cell.Contributions ?? new Dictionary<string, long>())
        {
            attackers[placeOf[collective]].Add((n, own, cell.Contributions!.Count == 1));
            contributors[n].Add((placeOf[collective], own));
        }
        return (attackers, [.. contributors]);
    }
}
