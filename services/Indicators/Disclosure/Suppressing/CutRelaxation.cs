namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The linear relaxation of the master problem: the least price of units that are each suppressed to an extent of 0 to 1, under
/// the cuts that were found so far. Its lower bounds are computed in whole numbers and hold whatever the simplex made of them.
/// </summary>
internal sealed class CutRelaxation
{
    private const int Scale = 24; // prices of cuts are rounded to multiples of 2^-24
    private readonly SuppressionModel model;
    private readonly int[] units,
        variableOf;
    private readonly long[] prices;
    private readonly long unavoidable;
    private readonly List<SuppressionCut> cuts = [];
    private readonly HashSet<string> known = [];
    private readonly BoundedDualSimplex simplex;

    /// <param name="free">Units that may be suppressed or published.</param>
    /// <param name="prices">Of each unit, above 0.</param>
    public CutRelaxation(SuppressionModel model, IReadOnlyList<int> free, long[] prices)
    {
        this.model = model;
        this.prices = prices;
        units = [.. free];
        unavoidable = model.Units.Index().Where(u => u.Item.Forced).Sum(u => prices[u.Index]);
        variableOf = Enumerable.Repeat(-1, model.Units.Count).ToArray();
        foreach (var (n, unit) in units.Index())
            variableOf[unit] = n;
        simplex = new([.. units.Select(u => (double)prices[u])], new double[units.Length], [.. units.Select(_ => 1.0)]);
    }

    public long Work => simplex.Work;

    public bool IsFree(int unit) => variableOf[unit] >= 0;

    /// <returns>Whether it was solved.</returns>
    /// <param name="node">Of each free unit: 1 suppressed, 0 published, −1 undecided.</param>
    public bool Solve(sbyte[] node)
    {
        for (var n = 0; n < units.Length; n++)
            simplex.SetBounds(n, node[n] > 0 ? 1 : 0, node[n] == 0 ? 0 : 1);
        return simplex.Solve();
    }

    /// <summary>To what extent each unit is suppressed in the solution.</summary>
    public void ReadExtents(double[] extents)
    {
        for (var u = 0; u < extents.Length; u++)
            if (model.Units[u].Forced)
                extents[u] = 1;
            else
                extents[u] = IsFree(u) ? Math.Clamp(simplex.Value(variableOf[u]), 0, 1) : 0;
    }

    /// <returns>Whether it is a new one.</returns>
    public bool Add(SuppressionCut cut)
    {
        cut = new([.. cut.Amounts.Where(a => IsFree(a.Unit)).OrderBy(a => a.Unit)], cut.Needed);
        if (!known.Add($"{cut.Needed}:{string.Join(' ', cut.Amounts)}"))
            return false;
        cuts.Add(cut);
        simplex.AddRow(cut.Amounts.Select(a => (variableOf[a.Unit], (double)a.Amount)), cut.Needed, double.PositiveInfinity);
        return true;
    }

    /// <summary>
    /// The Lagrangian bound: no pattern of the node costs less. For any prices of the cuts that are not below 0, a pattern costs
    /// at least what the cuts need at these prices, and what each unit costs beyond what it brings to the cuts at these prices.
    /// Units of which the other way is too dear are decided in the node (reduced-cost fixing).
    /// </summary>
    /// <param name="incumbent">The cost of the best safe pattern.</param>
    public long LowerBound(sbyte[] node, long incumbent)
    {
        var reduced = units.Select(u => (Int128)prices[u] << Scale).ToArray();
        Int128 sum = 0;
        var cutPrices = simplex.Prices();
        foreach (var (n, cut) in cuts.Index())
        {
            if (cutPrices[n] <= 0)
                continue;
            var price = (Int128)(cutPrices[n] * (1 << Scale));
            sum += price * cut.Needed;
            foreach (var (unit, amount) in cut.Amounts)
                reduced[variableOf[unit]] -= price * amount;
        }
        for (var n = 0; n < units.Length; n++)
            if (node[n] > 0 || node[n] < 0 && reduced[n] < 0)
                sum += reduced[n];
        var bound = CostOf(sum);
        for (var n = 0; n < units.Length; n++)
            if (node[n] < 0 && bound < incumbent && CostOf(sum + Int128.Abs(reduced[n])) >= incumbent)
                node[n] = (sbyte)(reduced[n] < 0 ? 1 : 0);
        return (long)Int128.Clamp(bound, 0, long.MaxValue);
    }

    /// <summary>Rounded up, since costs are whole numbers.</summary>
    private Int128 CostOf(Int128 scaled) => unavoidable + (scaled + (1 << Scale) - 1 >> Scale);
}
