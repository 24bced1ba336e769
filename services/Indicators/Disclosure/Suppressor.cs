using Indicators.Disclosure.Suppressing;

namespace Indicators.Disclosure;

/// <summary>
/// Primary and secondary cell suppression: what may not be shown is suppressed, and beside it as little as possible, first in
/// counts, then in figures, so that nobody can narrow a suppressed cell down to less than k. The problem and its exact solution
/// are those of M. Fischetti and J. J. Salazar-González, "Solving the cell suppression problem on tabular data with linear
/// constraints", Management Science 47 (2001). See docs/disclosure.md.
/// </summary>
public static class Suppressor
{
    /// <summary>
    /// What is spent on proving that nothing less would do unless said otherwise: for the largest tables that are meant to be
    /// proven, 12 rows by 12 columns, a second as a rule and half a minute at worst.
    /// </summary>
    public const long WorkLimit = 5_000_000;

    private const int LargestProven = 600;

    /// <summary>
    /// Figures of a table of 12 rows by 12 columns with its margins. As a network it always gets the whole <see
    /// cref="WorkLimit"/>.
    /// </summary>
    private const int AlwaysProven = 13 * 13;

    /// <param name="workLimit">Bounds the search for a proof in all other parts of the table together, in steps and not in time,
    /// so that the same table always gets the same answer; 0 to be content with a good pattern.</param>
    public static SuppressedTable Suppress(DisclosureTable table, long workLimit = WorkLimit)
    {
        var figures = table.Cells.Where(table.IsPrimary).Select(c => c.Figure).ToHashSet();
        var primary = table.Cells.Where(c => c.Status == CellStatus.Open && figures.Contains(c.Figure)).Select(c => c.Id).ToHashSet();
        var forced = table.Cells.Where(c => c.Status == CellStatus.Suppressed).Select(c => c.Id).Concat(primary).ToHashSet();
        var suppressed = forced.ToHashSet();
        var unprotected = new List<string>();
        var optimal = true;
        var prove = workLimit > 0;
        foreach (var (model, cells) in SuppressionModel.Components(table, forced))
        {
            var (units, gaveUp, proven) = Suppress(model, prove, ref workLimit);
            suppressed.UnionWith(units.SelectMany(u => model.Units[u].Cells).Select(c => cells[c]));
            unprotected.AddRange(gaveUp.Select(c => cells[c]));
            optimal &= proven;
        }
        return new(table, suppressed, primary, Loss(table, suppressed, primary, forced), optimal, unprotected);
    }

    private static InformationLoss Loss(DisclosureTable table, HashSet<string> suppressed, HashSet<string> primary, HashSet<string> forced)
    {
        var own = table.Cells.Where(c => primary.Contains(c.Id)).ToList();
        var secondary = table.Cells.Where(c => suppressed.Contains(c.Id) && !forced.Contains(c.Id)).ToList();
        return new(Figures(own), own.Sum(c => c.Weight), Figures(secondary), secondary.Sum(c => c.Weight));

        static int Figures(List<TableCell> cells) => cells.DistinctBy(c => c.Figure).Count();
    }

    private static (IReadOnlyList<int> Units, IReadOnlyList<int> GaveUp, bool Proven) Suppress(
        SuppressionModel model,
        bool prove,
        ref long workLimit
    )
    {
        // One figure less is worth less than one count less, however many figures there are.
        var prices = model.Units.Select(u => checked(u.Weight * (model.Units.Count + 1) + 1)).ToArray();
        var subproblem = (IAttackerSubproblem?)MaxFlowSubproblem.Of(model) ?? new LinearSubproblem(model);
        var pattern = new SuppressionPattern(model, subproblem);
        var heuristic = new GreedyHeuristic(model, subproblem, prices);
        var allowed = Protectable(model, pattern);
        var best = FirstPattern(model, pattern, heuristic, allowed);
        if (best.All(u => model.Units[u].Forced))
            return (best, [.. pattern.Hopeless], true);
        var whole = WorkLimit;
        var isSmallNetwork = subproblem is MaxFlowSubproblem && model.Units.Count <= AlwaysProven;
        ref var left = ref isSmallNetwork ? ref whole : ref workLimit;
        if (!prove || left <= 0 || model.Units.Count > LargestProven)
            return (best, [.. pattern.Hopeless], false);
        List<int> free = [.. Enumerable.Range(0, model.Units.Count).Where(u => allowed[u] && !model.Units[u].Forced)];
        var (units, proven) = new BranchAndCut(model, subproblem, pattern, heuristic, free, prices).Solve(best, ref left);
        return (units, [.. pattern.Hopeless], proven);
    }

    /// <summary>A safe pattern that is cheap.</summary>
    private static IReadOnlyList<int> FirstPattern(
        SuppressionModel model,
        SuppressionPattern pattern,
        GreedyHeuristic heuristic,
        bool[] allowed
    )
    {
        pattern.Reset(Enumerable.Range(0, model.Units.Count).Where(u => model.Units[u].Forced));
        if (!heuristic.Complete(pattern, u => allowed[u]))
        {
            pattern.Reset(Enumerable.Range(0, allowed.Length).Where(u => allowed[u])); // which is safe
            foreach (var cell in pattern.Suppressed.SelectMany(u => model.Units[u].Cells))
                pattern.FindExposure(cell);
        }
        heuristic.Trim(pattern);
        return [.. pattern.Suppressed];
    }

    /// <summary>
    /// What was published before may give away a cell even when everything is suppressed that can be. Such a unit cannot help to
    /// protect others, so it is published if it may be; for those that may not nothing can be done.
    /// </summary>
    private static bool[] Protectable(SuppressionModel model, SuppressionPattern pattern)
    {
        var allowed = model.Units.Select(_ => true).ToArray();
        pattern.Reset(Enumerable.Range(0, model.Units.Count));
        for (var again = true; again; )
        {
            again = false;
            foreach (var cell in pattern.Suppressed.SelectMany(u => model.Units[u].Cells).ToList())
                while (allowed[model.UnitOf[cell]] && pattern.FindExposure(cell) is { } exposure)
                {
                    again = true;
                    if (model.Units[model.UnitOf[cell]].Forced)
                        pattern.GiveUp(cell, exposure.Attacker);
                    else
                    {
                        allowed[model.UnitOf[cell]] = false;
                        pattern.Publish(model.UnitOf[cell]);
                    }
                }
        }
        return allowed;
    }
}
