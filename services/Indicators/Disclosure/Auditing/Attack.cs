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
                if (!contributed.TryAdd(collective, [n])) contributed[collective].Add(n);

        var slacks = new List<long>();
        var equations = new List<Dictionary<int, long>>();
        foreach (var relation in table.Relations)
        {
            var equation = relation.Terms.Where(t => index.ContainsKey(t.Cell)).ToDictionary(t => index[t.Cell], t => (long)t.Factor);
            if (equation.Count == 0) continue;
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
        foreach (var (collective, cells) in contributed.OrderBy(c => c.Key, StringComparer.Ordinal))
            As(collective, cells, () => all.AddRange(Enumerable.Range(0, unknown.Count).Where(n => !completions.Known[n]).Select(n => Range(collective, n))));
        return all;
    }

    /// <summary>
    /// A cell that can be filled in in two ways at least k apart is wide enough for all for whom both ways are possible, and so is every other cell that differs by k between
    /// them: most cells are settled like this, and a collective is asked for a cell only if she could rule one of its two ways out.
    /// </summary>
    public IReadOnlyList<Finding> Narrow()
    {
        var findings = new List<Finding>();
        var settled = new bool[unknown.Count];
        var asked = contributed.Keys.ToDictionary(c => c, _ => new HashSet<int>());
        for (var cell = 0; cell < unknown.Count; cell++)
        {
            if (settled[cell]) continue;
            var (range, way, other) = Search(Finding.Outsider, cell);
            if (IsNarrow(range))
            {
                findings.Add(range);
                foreach (var collective in contributed.Keys) asked[collective].Add(cell);
                continue;
            }
            var also = way.Keys.Union(other.Keys).Where(n => n >= cell && n < unknown.Count && !settled[n] && IsFar(n)).ToList();
            foreach (var n in also) settled[n] = true;
            foreach (var collective in way.Concat(other).SelectMany(WhoRulesOut)) asked[collective].UnionWith(also);

            bool IsFar(int n)
            {
                var (a, b) = (way.GetValueOrDefault(n), other.GetValueOrDefault(n));
                return Math.Abs(a.Floor - b.Ceiling) >= table.K && Math.Abs(a.Ceiling - b.Floor) >= table.K;
            }
        }
        foreach (var (collective, cells) in asked.OrderBy(c => c.Key, StringComparer.Ordinal))
            As(collective, contributed[collective], () => findings.AddRange(cells.Order().Where(n => !completions.Known[n]).Select(n => Search(collective, n).Range).Where(IsNarrow)));
        return findings;
    }

    private bool IsNarrow(Finding range) => range.High is { } high && high - range.Low < table.K;

    private IEnumerable<string> WhoRulesOut(KeyValuePair<int, Fraction> move) =>
        move.Value.Sign == 0 || move.Key >= unknown.Count || unknown[move.Key] is not { Contributions: { } parts } cell ? []
            : parts.Where(p => parts.Count == 1 || move.Value < p.Value - cell.Value).Select(p => p.Key);

    /// <summary>Looks no further than k.</summary>
    private (Finding Range, Dictionary<int, Fraction> Way, Dictionary<int, Fraction> Other) Search(string attacker, int cell)
    {
        try
        {
            var up = completions.Reach(cell, 1, table.K)!.Value;
            var way = new Dictionary<int, Fraction>(completions.Moved);
            if (up.Floor >= table.K) return (Found(attacker, cell, 0, up), way, []);
            var down = completions.Reach(cell, -1, table.K - up.Floor)!.Value;
            return (Found(attacker, cell, down, up), way, new(completions.Moved));
        }
        catch (OverflowException)
        {
            return (Found(attacker, cell, 0, 0), [], []);   // what cannot be told to be wide counts as narrow
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

    /// <summary>With what the collective knows: no cell is less than her own part, and one that only she contributes to is that.</summary>
    private void As(string collective, List<int> cells, Action ask)
    {
        foreach (var cell in cells)
            (completions.Least[cell], completions.Known[cell]) = (unknown[cell].Contributions![collective] - unknown[cell].Value, unknown[cell].Contributions!.Count == 1);
        ask();
        foreach (var cell in cells) (completions.Least[cell], completions.Known[cell]) = (outsiders[cell], false);
    }
}
