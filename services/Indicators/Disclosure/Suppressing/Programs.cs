namespace Indicators.Disclosure.Suppressing;

/// <summary>Any model: how far a cell can move is a linear program, and its prices are the barriers.</summary>
internal sealed class Programs(Model model) : IReaches
{
    public double Work { get; private set; }

    public Reach Find(Eyes eyes, double[] extents, int cell, int sign, double enough)
    {
        if (eyes.Known[cell])
            return new(0, null, []);
        var most = 64.0 * model.K;
        var columns = Enumerable.Range(0, model.Count).Where(c => !eyes.Known[c] && Extent(c) > 1e-9).ToArray();
        var columnOf = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        if (!columnOf.TryGetValue(cell, out var own))
            return new(0, [new(cell, sign > 0, 1)], []);
        var simplex = new BoxSimplex(
            [.. columns.Select(c => c == cell ? -(double)sign : 0)],
            [.. columns.Select(c => c == cell && sign > 0 ? 0 : -Math.Min(eyes.Below[c], most) * Extent(c))],
            [
                .. columns.Select(c =>
                    c != cell ? most * Extent(c)
                    : sign > 0 ? enough
                    : 0
                ),
            ]
        );
        var equations = model.Equations.Where(e => e.Any(t => columnOf.ContainsKey(t.Cell))).ToList();
        foreach (var equation in equations)
            simplex.Add(equation.Where(t => columnOf.ContainsKey(t.Cell)).Select(t => (columnOf[t.Cell], (double)t.Factor)), 0, 0);
        var solved = simplex.Solve();
        Work += 3 * simplex.Work + equations.Count;
        if (!solved)
            return new(0, null, []);
        var reached = Math.Abs(simplex.Value(own));
        var used = columns.Select((c, n) => (c, simplex.Value(n))).Where(u => Math.Abs(u.Item2) > 1e-7).ToList();
        return new(reached, reached >= enough - 1e-7 ? [] : Barriers(equations, simplex.Prices(), cell, sign), used);

        double Extent(int c) => model.UnitOf[c] == Model.Slack ? 1 : extents[model.UnitOf[c]];
    }

    /// <summary>
    /// With a price for each equation, the cell's way is the sum of all others' moves, each times its equations' prices: true
    /// for any prices, so they may be rounded, and what follows is computed from the rounded ones.
    /// </summary>
    private List<Barrier>? Barriers(List<IReadOnlyList<(int Cell, int Factor)>> equations, double[] prices, int cell, int sign)
    {
        foreach (var scale in Cut.Scales)
        {
            if (prices.Any(p => Math.Abs(p * scale - Math.Round(p * scale)) > 1e-5))
                continue;
            var moves = new Dictionary<int, long> { [cell] = sign * scale };
            foreach (var (n, equation) in equations.Index())
                if ((long)Math.Round(prices[n] * scale) is var price and not 0)
                    foreach (var (other, factor) in equation)
                        moves[other] = moves.GetValueOrDefault(other) + price * factor;
            return [.. moves.Where(m => m.Value != 0).Select(m => new Barrier(m.Key, m.Value > 0, Math.Abs(m.Value) / (double)scale))];
        }
        return null;
    }
}
