namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A greedy heuristic for secondary cell suppression, as the network-flow heuristics for two-dimensional tables do it (Cox 1995;
/// Castro 2002): cell by cell, what bars its way is opened along the cheapest cycle of the network, or by the cheapest cell of a
/// cut where there is no network. Then everything that turned out not to be needed is published again, the dearest first. The
/// pattern is safe, and cheap without being proven to be the cheapest.
/// </summary>
internal sealed class GreedyHeuristic(SuppressionModel model, IAttackerSubproblem subproblem, long[] prices)
{
    /// <summary>Suppresses more until the pattern is safe. Units that are not allowed are left alone.</summary>
    /// <returns>Whether it is safe now.</returns>
    public bool Complete(SuppressionPattern pattern, Func<int, bool> allowed, Func<int, double>? price = null)
    {
        var open = new Queue<int>(pattern.Suppressed.SelectMany(u => model.Units[u].Cells).OrderByDescending(c => model.Values[c]));
        while (open.TryDequeue(out var cell))
        while (pattern.FindExposure(cell) is { } exposure)
        {
            var chosen = Cheapest(pattern, exposure, allowed, price ?? (u => prices[u])).ToList();
            if (chosen.Count == 0)
                return false;
            foreach (var unit in chosen)
            {
                pattern.Suppress(unit);
                foreach (var other in model.Units[unit].Cells)
                    open.Enqueue(other);
            }
        }
        return true;
    }

    /// <summary>Publishes again what is not needed.</summary>
    public void Trim(SuppressionPattern pattern)
    {
        foreach (var unit in pattern.Suppressed.Where(u => !model.Units[u].Forced).OrderByDescending(u => prices[u]).ToList())
            pattern.TryPublish(unit);
    }

    private IEnumerable<int> Cheapest(SuppressionPattern pattern, Exposure exposure, Func<int, bool> allowed, Func<int, double> price)
    {
        if (subproblem is MaxFlowSubproblem network)
            return CheapestCycle(network, pattern, exposure, u => allowed(u) ? price(u) : double.PositiveInfinity);
        var cut = exposure.CutOff(model, pattern.View, pattern.Extents);
        var missing = cut.Missing(pattern.Extents);
        return cut
            .Amounts.Where(a => a.Amount > 0 && !pattern.IsSuppressed(a.Unit) && allowed(a.Unit))
            .OrderBy(a => price(a.Unit) / Math.Min(a.Amount, missing))
            .Select(a => a.Unit)
            .Take(1);
    }

    private IReadOnlyList<int> CheapestCycle(
        MaxFlowSubproblem network,
        SuppressionPattern pattern,
        Exposure exposure,
        Func<int, double> price
    )
    {
        var missing = model.K - SuppressionPattern.Whole(exposure.Up.Distance) - SuppressionPattern.Whole(exposure.Down.Distance);
        var cycles = new[] { 1, -1 }
            .Select(sign => network.CheapestCycle(pattern.View, pattern.Extents, exposure.Cell, sign, missing, price))
            .ToList();
        return cycles.Where(c => c.Room > 0 && c.Units.Count > 0).OrderBy(c => c.Price / Math.Min(c.Room, missing)).FirstOrDefault().Units
            ?? [];
    }
}
