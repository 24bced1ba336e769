namespace Indicators.Disclosure.Auditing;

/// <summary>One table as it would be published, and those who look at it.</summary>
internal sealed class Attack
{
    private readonly DisclosureTable table;
    private readonly List<Cell> unknown;
    private readonly long[] outsiders;
    private readonly Completions completions;
    private readonly Dictionary<string, List<int>> contributed = [];

    public Attack(DisclosureTable table, IReadOnlySet<string> withheld)
    {
        this.table = table;
        unknown = [.. table.Cells.Where(c => withheld.Contains(c.Id))];
        var index = unknown.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        foreach (var (n, cell) in unknown.Index())
        foreach (var collective in cell.Contributions?.Keys ?? [])
            if (!contributed.TryAdd(collective, [n]))
                contributed[collective].Add(n);

        var slacks = new List<long>();
        var equations = new List<Dictionary<int, long>>();
        foreach (var relation in table.Relations)
        {
            var equation = relation.Terms.Where(t => index.ContainsKey(t.Cell)).ToDictionary(t => index[t.Cell], t => (long)t.Factor);
            if (equation.Count == 0)
                continue;
            if (relation.Sense == Sense.AtMost)
            {
                equation.Add(unknown.Count + slacks.Count, 1);
                slacks.Add(table.Sum(relation));
            }
            equations.Add(equation);
        }
        outsiders = [.. unknown.Select(c => -c.Value), .. slacks];
        completions = new([.. outsiders], equations);
    }

    public IReadOnlyList<Finding> Ranges()
    {
        var all = unknown.Select((_, n) => Range(Finding.Outsider, n)).ToList();
        foreach (var collective in contributed.Keys.Order(StringComparer.Ordinal))
            As(
                [collective],
                () => all.AddRange(Enumerable.Range(0, unknown.Count).Where(n => !completions.Known[n]).Select(n => Range(collective, n)))
            );
        return all;
    }

    /// <summary>
    /// A cell that can be filled in in two ways at least k apart is wide enough for all for whom both ways are possible, and so
    /// is every other cell that differs by k between them: most cells are settled like this, and a collective is asked for a
    /// cell only if she could rule one of its two ways out. All who could are asked together first: what they cannot tell
    /// together none of them can tell alone.
    /// </summary>
    public IReadOnlyList<Finding> Narrow()
    {
        var asked = unknown.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
        var findings = Settle(
            Finding.Outsider,
            [.. Enumerable.Range(0, unknown.Count)],
            (cells, ways) =>
            {
                foreach (var collective in ways is null ? contributed.Keys : ways.SelectMany(WhoRulesOut))
                foreach (var cell in cells)
                    asked[cell].Add(collective);
            }
        );
        foreach (var (cell, collectives) in asked.Index())
            if (unknown[cell].Contributions is { Count: 1 } alone)
                collectives.ExceptWith(alone.Keys);
        foreach (var together in asked.Index().Where(a => a.Item.Count > 0).GroupBy(a => string.Join('\n', a.Item)))
        {
            var collectives = together.First().Item;
            var doubtful = together.Select(a => a.Index).ToList();
            if (collectives.Count > 1)
                As(collectives, () => doubtful = [.. Settle("", doubtful).Select(f => unknown.FindIndex(c => c.Id == f.Cell))]);
            if (doubtful.Count > 0)
                foreach (var collective in collectives)
                    As([collective], () => findings.AddRange(Settle(collective, doubtful)));
        }
        return [.. findings.OrderBy(f => f.Attacker, StringComparer.Ordinal)];
    }

    /// <param name="settled">Is told which cells are wide, and the ways that show it; or that a cell is narrow.</param>
    private List<Finding> Settle(
        string attacker,
        IReadOnlyList<int> cells,
        Action<IReadOnlyList<int>, IEnumerable<KeyValuePair<int, Fraction>>?>? settled = null
    )
    {
        var findings = new List<Finding>();
        var open = cells.ToHashSet();
        foreach (var cell in cells)
        {
            if (!open.Contains(cell) || !unknown[cell].IsSecret)
                continue;
            var (range, way, other) = Search(attacker, cell);
            if (IsNarrow(range))
            {
                findings.Add(range);
                settled?.Invoke([cell], null);
                continue;
            }
            var also = way
                .Keys.Union(other.Keys)
                .Where(n => open.Contains(n) && IsFar(way.GetValueOrDefault(n), other.GetValueOrDefault(n)))
                .ToList();
            open.ExceptWith(also);
            settled?.Invoke(also, way.Concat(other));
        }
        return findings;
    }

    /// <summary>A distance between two whole numbers, wherever these are rounded to.</summary>
    private bool IsFar(Fraction a, Fraction b) => a.Floor - b.Ceiling >= table.K || b.Floor - a.Ceiling >= table.K;

    private bool IsNarrow(Finding range) => range.High is { } high && high - range.Low < table.K;

    private IEnumerable<string> WhoRulesOut(KeyValuePair<int, Fraction> move) =>
        move.Value.Sign == 0 || move.Key >= unknown.Count || unknown[move.Key] is not { Contributions: { } parts } cell
            ? []
            : parts.Where(p => parts.Count == 1 || move.Value < p.Value - cell.Value).Select(p => p.Key);

    /// <summary>Looks no further than k.</summary>
    private (Finding Range, Dictionary<int, Fraction> Way, Dictionary<int, Fraction> Other) Search(string attacker, int cell)
    {
        try
        {
            var up = completions.Reach(cell, 1, table.K)!.Value;
            var way = completions.Moved;
            if (up.Floor >= table.K)
                return (Found(attacker, cell, 0, up), way, []);
            var down = completions.Reach(cell, -1, table.K - up.Floor)!.Value;
            return (Found(attacker, cell, down, up), way, completions.Moved);
        }
        catch (OverflowException)
        {
            return (Found(attacker, cell, 0, 0), [], []); // what cannot be told to be wide counts as narrow
        }
    }

    private Finding Range(string attacker, int cell)
    {
        var up = completions.Reach(cell, 1);
        return Found(attacker, cell, completions.Reach(cell, -1)!.Value, up);
    }

    /// <summary>Whole numbers only: rounded inward.</summary>
    private Finding Found(string attacker, int cell, Fraction down, Fraction? up) =>
        new(attacker, unknown[cell].Id, (unknown[cell].Value - down).Ceiling, up is { } most ? (unknown[cell].Value + most).Floor : null);

    /// <summary>
    /// With what these collectives know together: no cell is less than their own parts, and one that only they contribute to is
    /// that.
    /// </summary>
    private void As(IReadOnlyCollection<string> collectives, Action ask)
    {
        var cells = collectives.SelectMany(c => contributed[c]).ToHashSet();
        foreach (var cell in cells)
        {
            var parts = unknown[cell].Contributions!;
            completions.Least[cell] = collectives.Sum(c => parts.GetValueOrDefault(c)) - unknown[cell].Value;
            completions.Known[cell] = collectives.Count(parts.ContainsKey) == parts.Count;
        }
        ask();
        foreach (var cell in cells)
        {
            completions.Least[cell] = outsiders[cell];
            completions.Known[cell] = false;
        }
    }
}
