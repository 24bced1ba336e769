namespace Indicators.Disclosure.Auditing;

/// <summary>
/// The attacker's problem (Fischetti and Salazar-González, 2001): of each suppressed cell of a table, as it would be published,
/// the feasibility interval for the outsider and for each collective.
/// </summary>
internal sealed class AttackerProblem
{
    private readonly DisclosureTable table;
    private readonly List<TableCell> unknown;
    private readonly long[] outsiders; // how far each unknown can move down for the outsider
    private readonly ExactPrimalSimplex simplex;
    private readonly Dictionary<string, List<int>> contributed = [];

    public AttackerProblem(DisclosureTable table, IReadOnlySet<string> suppressed)
    {
        this.table = table;
        unknown = [.. table.Cells.Where(c => suppressed.Contains(c.Id))];
        foreach (var (n, cell) in unknown.Index())
        foreach (var collective in cell.Contributions?.Keys ?? [])
            if (!contributed.TryAdd(collective, [n]))
                contributed[collective].Add(n);
        var (equations, slacks) = Equations();
        outsiders = [.. unknown.Select(c => -c.Value), .. slacks];
        simplex = new([.. outsiders], equations);
    }

    /// <summary>An inequality becomes an equation with a slack, which is an unknown of its own.</summary>
    private (List<Dictionary<int, long>> Equations, List<long> Slacks) Equations()
    {
        var index = unknown.Index().ToDictionary(c => c.Item.Id, c => c.Index);
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
        return (equations, slacks);
    }

    /// <summary>Of every cell for every attacker, followed to its end.</summary>
    public IReadOnlyList<FeasibilityInterval> Intervals()
    {
        var all = unknown.Select((_, n) => Interval(FeasibilityInterval.Outsider, n)).ToList();
        foreach (var collective in contributed.Keys.Order(StringComparer.Ordinal))
            As(
                [collective],
                () => all.AddRange(Enumerable.Range(0, unknown.Count).Where(n => !simplex.Fixed[n]).Select(n => Interval(collective, n)))
            );
        return all;
    }

    /// <summary>
    /// Those that are narrower than k. A cell that can be filled in in two ways at least k apart is wide enough for all for whom
    /// both ways are possible, and so is every other cell that differs by k between them: most cells are settled like this, and a
    /// collective is asked for a cell only if she could rule one of its two ways out.
    /// </summary>
    public IReadOnlyList<FeasibilityInterval> NarrowIntervals()
    {
        var askedOf = unknown.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
        var narrow = Settle(
            FeasibilityInterval.Outsider,
            [.. Enumerable.Range(0, unknown.Count)],
            (cells, ways) =>
            {
                foreach (var collective in ways is null ? contributed.Keys : ways.SelectMany(WhoRulesOut))
                foreach (var cell in cells)
                    askedOf[cell].Add(collective);
            }
        );
        foreach (var (cell, collectives) in askedOf.Index())
            if (unknown[cell].Contributions is { Count: 1 } alone)
                collectives.ExceptWith(alone.Keys);
        foreach (var cells in askedOf.Index().Where(a => a.Item.Count > 0).GroupBy(a => string.Join('\n', a.Item)))
            narrow.AddRange(NarrowFor(cells.First().Item, [.. cells.Select(a => a.Index)]));
        return [.. narrow.OrderBy(f => f.Attacker, StringComparer.Ordinal)];
    }

    /// <summary>
    /// All who could rule something out are asked together first: what they cannot tell together none of them can tell alone.
    /// </summary>
    private List<FeasibilityInterval> NarrowFor(IReadOnlyCollection<string> collectives, List<int> cells)
    {
        var narrow = new List<FeasibilityInterval>();
        if (collectives.Count > 1)
            As(collectives, () => cells = [.. Settle("", cells).Select(f => unknown.FindIndex(c => c.Id == f.Cell))]);
        if (cells.Count > 0)
            foreach (var collective in collectives)
                As([collective], () => narrow.AddRange(Settle(collective, cells)));
        return narrow;
    }

    /// <param name="settled">Is told which cells are wide, and the ways that show it; or that a cell is narrow.</param>
    private List<FeasibilityInterval> Settle(
        string attacker,
        IReadOnlyList<int> cells,
        Action<IReadOnlyList<int>, IEnumerable<KeyValuePair<int, Fraction>>?>? settled = null
    )
    {
        var narrow = new List<FeasibilityInterval>();
        var open = cells.ToHashSet();
        foreach (var cell in cells)
        {
            if (!open.Contains(cell) || !unknown[cell].IsSecret)
                continue;
            var (interval, way, other) = Search(attacker, cell);
            if (IsNarrow(interval))
            {
                narrow.Add(interval);
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
        return narrow;
    }

    /// <summary>A distance between two whole numbers, wherever these are rounded to.</summary>
    private bool IsFar(Fraction a, Fraction b) => a.Floor - b.Ceiling >= table.K || b.Floor - a.Ceiling >= table.K;

    private bool IsNarrow(FeasibilityInterval interval) => interval.High is { } high && high - interval.Low < table.K;

    private IEnumerable<string> WhoRulesOut(KeyValuePair<int, Fraction> move) =>
        move.Value.Sign == 0 || move.Key >= unknown.Count || unknown[move.Key] is not { Contributions: { } parts } cell
            ? []
            : parts.Where(p => parts.Count == 1 || move.Value < p.Value - cell.Value).Select(p => p.Key);

    /// <summary>Looks no further than k.</summary>
    private (FeasibilityInterval Interval, Dictionary<int, Fraction> Way, Dictionary<int, Fraction> Other) Search(string attacker, int cell)
    {
        try
        {
            var up = simplex.Maximise(cell, 1, table.K)!.Value;
            var way = simplex.Moved;
            if (up.Floor >= table.K)
                return (Between(attacker, cell, 0, up), way, []);
            var down = simplex.Maximise(cell, -1, table.K - up.Floor)!.Value;
            return (Between(attacker, cell, down, up), way, simplex.Moved);
        }
        catch (OverflowException)
        {
            return (Between(attacker, cell, 0, 0), [], []); // what cannot be told to be wide counts as narrow
        }
    }

    private FeasibilityInterval Interval(string attacker, int cell)
    {
        var up = simplex.Maximise(cell, 1);
        return Between(attacker, cell, simplex.Maximise(cell, -1)!.Value, up);
    }

    /// <summary>Whole numbers only: rounded inward.</summary>
    private FeasibilityInterval Between(string attacker, int cell, Fraction down, Fraction? up) =>
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
            simplex.LowerBounds[cell] = collectives.Sum(c => parts.GetValueOrDefault(c)) - unknown[cell].Value;
            simplex.Fixed[cell] = collectives.Count(parts.ContainsKey) == parts.Count;
        }
        ask();
        foreach (var cell in cells)
        {
            simplex.LowerBounds[cell] = outsiders[cell];
            simplex.Fixed[cell] = false;
        }
    }
}
