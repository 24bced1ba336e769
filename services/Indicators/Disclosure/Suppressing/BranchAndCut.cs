namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// Branch and cut for cell suppression (Fischetti and Salazar-González, 2001): the cheapest safe pattern, proven. The relaxation
/// knows only some of the cuts that every safe pattern fulfils; whenever its answer breaks others, these are added. A branch is
/// given up only if its lower bound, computed in whole numbers from rounded prices, reaches the cost of the best safe pattern
/// that was found: the incumbent.
/// </summary>
internal sealed class BranchAndCut
{
    private const int MostFlatRounds = 5; // of cuts that do not raise the bound, before it branches
    private const int HeuristicEvery = 8; // as it takes longer than a bound
    private readonly SuppressionModel model;
    private readonly IAttackerSubproblem subproblem;
    private readonly SuppressionPattern pattern;
    private readonly GreedyHeuristic heuristic;
    private readonly long[] prices;
    private readonly int[] units;
    private readonly CutRelaxation relaxation;
    private readonly SortedSet<int> dangerous = [0]; // who has narrowed a cell down before
    private int tries;
    private IReadOnlyList<int> incumbent = [];
    private long incumbentCost;
    private long workLimit;

    /// <param name="pattern">With those cells given up that cannot be protected.</param>
    /// <param name="free">Units that may be suppressed or published.</param>
    /// <param name="prices">Of each unit, above 0.</param>
    public BranchAndCut(
        SuppressionModel model,
        IAttackerSubproblem subproblem,
        SuppressionPattern pattern,
        GreedyHeuristic heuristic,
        IReadOnlyList<int> free,
        long[] prices
    )
    {
        this.model = model;
        this.subproblem = subproblem;
        this.pattern = pattern;
        this.heuristic = heuristic;
        this.prices = prices;
        units = [.. free];
        relaxation = new(model, free, prices);
    }

    private long Work => relaxation.Work + (long)subproblem.Work;

    /// <summary>The cheapest pattern if the limit was enough to prove it; otherwise the best that is known.</summary>
    /// <param name="start">The units of a safe pattern.</param>
    /// <param name="limit">What may be spent, in thousands of steps; what is left of it.</param>
    public (IReadOnlyList<int> Units, bool Proven) Solve(IReadOnlyList<int> start, ref long limit)
    {
        workLimit = Work + limit;
        incumbent = start;
        incumbentCost = CostOf(start);
        var open = new PriorityQueue<sbyte[], long>();
        open.Enqueue([.. units.Select(_ => (sbyte)-1)], 0);
        while (open.TryDequeue(out var node, out var bound) && bound < incumbentCost)
        {
            if (Work > workLimit)
            {
                limit = 0;
                return (incumbent, false);
            }
            var (lower, values) = Process(node);
            if (values is null || lower >= incumbentCost)
                continue;
            var branch = MostFractional(node, values);
            foreach (sbyte value in new[] { 1, 0 })
            {
                var child = (sbyte[])node.Clone();
                child[branch] = value;
                open.Enqueue(child, Math.Max(lower, bound));
            }
        }
        limit = Math.Max(0, workLimit - Work);
        return (incumbent, true);
    }

    private long CostOf(IEnumerable<int> pattern) => pattern.Sum(u => prices[u]);

    private int MostFractional(sbyte[] node, double[] values) =>
        Enumerable
            .Range(0, units.Length)
            .Where(n => node[n] < 0)
            .MinBy(n => (Math.Abs(values[n] - 0.5) - (values[n] is > 0.01 and < 0.99 ? 1 : 0), -prices[units[n]]));

    /// <summary>A lower bound of a node and the values to branch on; none if nothing in it can be better.</summary>
    private (long Lower, double[]? Values) Process(sbyte[] node)
    {
        var lower = 0L;
        var flat = 0;
        var extents = new double[model.Units.Count];
        while (true)
        {
            var solved = relaxation.Solve(node);
            var before = lower;
            var undecided = node.Count(v => v < 0);
            lower = Math.Max(lower, relaxation.LowerBound(node, incumbentCost));
            if (lower >= incumbentCost)
                return (lower, null);
            if (node.Count(v => v < 0) < undecided)
                continue;
            if (!solved)
                return (lower, Halves(node));
            relaxation.ReadExtents(extents);
            if (units.All(u => extents[u] is < 1e-6 or > 1 - 1e-6))
            {
                if (ProcessWhole(node, extents, lower) is { } done)
                    return done;
                flat = 0;
                continue;
            }
            flat = lower > before ? 0 : flat + 1;
            if (flat > MostFlatRounds || Work > workLimit || !Separate(extents))
            {
                TryHeuristic(Enumerable.Range(0, extents.Length).Where(u => extents[u] > 0.9), extents);
                return (lower, ValuesOf(extents));
            }
        }
    }

    /// <summary>
    /// A solution in whole numbers is a pattern: it is safe, or cuts it off. Null when the relaxation is to be solved again.
    /// </summary>
    private (long Lower, double[]? Values)? ProcessWhole(sbyte[] node, double[] extents, long lower)
    {
        pattern.Reset(Enumerable.Range(0, extents.Length).Where(u => extents[u] > 0.5));
        var exposures = pattern.Suppressed.SelectMany(u => model.Units[u].Cells).Select(pattern.FindExposure).OfType<Exposure>().ToList();
        if (exposures.Count == 0)
        {
            Offer([.. pattern.Suppressed]);
            // Its cost is the bound, but for rounding; if others in here could be cheaper, go on with what is left open.
            return lower >= incumbentCost || node.All(v => v >= 0) ? (lower, null) : (lower, ValuesOf(extents));
        }
        var added = false;
        foreach (var exposure in exposures)
        {
            dangerous.Add(exposure.Attacker);
            pattern.View.SwitchTo(exposure.Attacker);
            added |= relaxation.Add(exposure.CutOff(model, pattern.View, pattern.Extents));
        }
        if (!added)
            return (lower, Halves(node));
        TryHeuristic(pattern.Suppressed, extents);
        return null;
    }

    private double[] ValuesOf(double[] extents) => [.. units.Select(u => extents[u])];

    /// <summary>Nothing to go by; none if nothing is left to branch on.</summary>
    private double[]? Halves(sbyte[] node) => node.Any(v => v < 0) ? [.. units.Select(_ => 0.5)] : null;

    private void Offer(IReadOnlyList<int> safe)
    {
        if (CostOf(safe) is var cost && cost >= incumbentCost)
            return;
        incumbent = safe;
        incumbentCost = cost;
    }

    /// <summary>A safe pattern near what the relaxation likes; not every time.</summary>
    private void TryHeuristic(IEnumerable<int> near, double[] extents)
    {
        if (tries++ % HeuristicEvery != 0)
            return;
        pattern.Reset([.. near.Concat(Enumerable.Range(0, model.Units.Count).Where(u => model.Units[u].Forced)).Distinct()]);
        if (!heuristic.Complete(pattern, relaxation.IsFree, u => prices[u] * (1.001 - extents[u])))
            return;
        heuristic.Trim(pattern);
        Offer([.. pattern.Suppressed]);
    }

    /// <summary>Adds cuts that a solution in fractions breaks.</summary>
    private bool Separate(double[] extents)
    {
        var added = false;
        foreach (var attacker in dangerous)
        {
            if (attacker > 0 && added)
                break;
            pattern.View.SwitchTo(attacker);
            for (var cell = 0; cell < model.Count; cell++)
                if (MayBeExposed(cell, attacker, extents) && BrokenCut(cell, extents) is { } cut)
                {
                    added |= relaxation.Add(cut);
                    AddRounded(cut, extents);
                }
        }
        return added;
    }

    private bool MayBeExposed(int cell, int attacker, double[] extents) =>
        model.IsSecret[cell] && extents[model.UnitOf[cell]] >= 0.05 && !pattern.View.Known[cell] && !pattern.IsHopeless(cell, attacker);

    private SuppressionCut? BrokenCut(int cell, double[] extents)
    {
        var wanted = model.K * extents[model.UnitOf[cell]];
        var up = subproblem.Solve(pattern.View, extents, cell, 1, wanted);
        if (up.Distance >= wanted - 1e-6)
            return null;
        var down = subproblem.Solve(pattern.View, extents, cell, -1, wanted);
        if (up.Distance + down.Distance >= wanted - 1e-4 * model.K)
            return null;
        if (up.Blocking is not { } above || down.Blocking is not { } below)
            return null;
        return SuppressionCut.Of(model, pattern.View, cell, above.Concat(below), extents) is { } cut && cut.Missing(extents) > 0.01
            ? cut
            : null;
    }

    private void AddRounded(SuppressionCut cut, double[] extents)
    {
        var rounded = cut.Rounded().MaxBy(c => c.Missing(extents) / c.Needed);
        if (rounded is not null && rounded.Missing(extents) / rounded.Needed > cut.Missing(extents) / cut.Needed + 0.01)
            relaxation.Add(rounded);
    }
}
