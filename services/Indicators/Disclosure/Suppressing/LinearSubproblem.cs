namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The attacker's subproblem of any model as a linear program. Its dual solution, a price for each equation, names the cells
/// that bar the way (Fischetti and Salazar-González, 2001).
/// </summary>
internal sealed class LinearSubproblem(SuppressionModel model) : IAttackerSubproblem
{
    public double Work { get; private set; }

    public CellDeviation Solve(AttackerView view, double[] extents, int cell, int sign, double enough)
    {
        if (view.Known[cell])
            return new(0, null, []);
        var columns = Enumerable.Range(0, model.Count).Where(c => !view.Known[c] && model.ExtentOf(c, extents) > 1e-9).ToArray();
        var columnOf = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        if (!columnOf.TryGetValue(cell, out var own))
            return new(0, [new(cell, sign > 0, 1)], []);
        var simplex = Program(view, extents, columns, cell, sign, enough);
        var equations = model.Equations.Where(e => e.Any(t => columnOf.ContainsKey(t.Cell))).ToList();
        foreach (var equation in equations)
            simplex.AddRow(equation.Where(t => columnOf.ContainsKey(t.Cell)).Select(t => (columnOf[t.Cell], (double)t.Factor)), 0, 0);
        var solved = simplex.Solve();
        Work += 3 * simplex.Work + equations.Count;
        if (!solved)
            return new(0, null, []);
        var reached = Math.Abs(simplex.Value(own));
        var moved = columns.Select((c, n) => (c, simplex.Value(n))).Where(u => Math.Abs(u.Item2) > 1e-7).ToList();
        return new(reached, reached >= enough - 1e-7 ? [] : Blocking(equations, simplex.Prices(), cell, sign), moved);
    }

    /// <summary>The cell goes as far as it can; each other one stays within what it can move.</summary>
    private BoundedDualSimplex Program(AttackerView view, double[] extents, int[] columns, int cell, int sign, double enough)
    {
        var most = 64.0 * model.K;
        return new(
            [.. columns.Select(c => c == cell ? -(double)sign : 0)],
            [.. columns.Select(c => c == cell && sign > 0 ? 0 : -Math.Min(view.MostBelow[c], most) * model.ExtentOf(c, extents))],
            [.. columns.Select(Highest)]
        );

        double Highest(int column)
        {
            if (column != cell)
                return most * model.ExtentOf(column, extents);
            return sign > 0 ? enough : 0;
        }
    }

    /// <summary>
    /// With a price for each equation, the cell's way is the sum of all others' moves, each times its equations' prices: true
    /// for any prices, so they may be rounded, and what follows is computed from the rounded ones.
    /// </summary>
    private static List<BlockingCell>? Blocking(List<IReadOnlyList<(int Cell, int Factor)>> equations, double[] prices, int cell, int sign)
    {
        foreach (var scale in SuppressionCut.Scales)
        {
            if (prices.Any(p => Math.Abs(p * scale - Math.Round(p * scale)) > 1e-5))
                continue;
            var moves = new Dictionary<int, long> { [cell] = sign * scale };
            foreach (var (n, equation) in equations.Index())
                if ((long)Math.Round(prices[n] * scale) is var price and not 0)
                    foreach (var (other, factor) in equation)
                        moves[other] = moves.GetValueOrDefault(other) + price * factor;
            return [.. moves.Where(m => m.Value != 0).Select(m => new BlockingCell(m.Key, m.Value > 0, Math.Abs(m.Value) / (double)scale))];
        }
        return null;
    }
}
