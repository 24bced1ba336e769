namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The cheapest safe choice, proven: branch and bound over the units, on a relaxation that knows only some of the cuts that
/// every safe choice fulfils; whenever its answer breaks others, these are added. A branch is given up only if its lower bound,
/// computed in whole numbers from rounded prices, reaches the cost of the best safe choice that was found.
/// </summary>
internal sealed class Search
{
    private const int Scale = 24; // prices are rounded to multiples of 2^-24
    private readonly Model model;
    private readonly IReaches reaches;
    private readonly Choice choice;
    private readonly Thrift thrift;
    private readonly long[] prices;
    private readonly long unavoidable;
    private readonly int[] units,
        variableOf;
    private int tries;
    private readonly List<Cut> cuts = [];
    private readonly HashSet<string> known = [];
    private readonly SortedSet<int> dangerous = [0]; // who has narrowed a cell down before
    private readonly BoxSimplex relaxation;

    /// <param name="choice">With those cells given up that cannot be protected.</param>
    /// <param name="free">Units that may be withheld or shown.</param>
    /// <param name="prices">Of each unit, above 0.</param>
    public Search(Model model, IReaches reaches, Choice choice, Thrift thrift, IReadOnlyList<int> free, long[] prices)
    {
        this.model = model;
        this.reaches = reaches;
        this.choice = choice;
        this.thrift = thrift;
        this.prices = prices;
        units = [.. free];
        unavoidable = model.Units.Index().Where(u => u.Item.Forced).Sum(u => prices[u.Index]);
        variableOf = Enumerable.Repeat(-1, model.Units.Count).ToArray();
        foreach (var (n, unit) in units.Index())
            variableOf[unit] = n;
        relaxation = new([.. units.Select(u => (double)prices[u])], new double[units.Length], [.. units.Select(_ => 1.0)]);
    }

    private long Work => relaxation.Work + (long)reaches.Work;

    /// <summary>The cheapest choice if patience was enough to prove it; otherwise the best that is known.</summary>
    /// <param name="best">The units of a safe choice.</param>
    /// <param name="patience">What may be spent, in thousands of steps; what is left of it.</param>
    public (IReadOnlyList<int> Units, bool Proven) Run(IReadOnlyList<int> best, ref long patience)
    {
        var work = Work + patience;
        var least = best.Sum(u => prices[u]);
        var open = new PriorityQueue<sbyte[], long>();
        open.Enqueue([.. units.Select(_ => (sbyte)-1)], 0);
        while (open.TryDequeue(out var node, out var bound) && bound < least)
        {
            if (Work > work)
            {
                patience = 0;
                return (best, false);
            }
            var (lower, values) = Relax(node, ref best, ref least, work);
            if (values is null || lower >= least)
                continue;
            var branch = Enumerable
                .Range(0, units.Length)
                .Where(n => node[n] < 0)
                .MinBy(n => (Math.Abs(values[n] - 0.5) - (values[n] is > 0.01 and < 0.99 ? 1 : 0), -prices[units[n]]));
            foreach (sbyte value in new[] { 1, 0 })
            {
                var child = (sbyte[])node.Clone();
                child[branch] = value;
                open.Enqueue(child, Math.Max(lower, bound));
            }
        }
        patience = Math.Max(0, work - Work);
        return (best, true);
    }

    /// <summary>A lower bound of a node and the values to branch on; none if nothing in it can be better.</summary>
    private (long Lower, double[]? Values) Relax(sbyte[] node, ref IReadOnlyList<int> best, ref long least, long work)
    {
        var lower = 0L;
        var flat = 0;
        var extents = new double[model.Units.Count];
        while (true)
        {
            for (var n = 0; n < units.Length; n++)
                relaxation.Bound(n, node[n] > 0 ? 1 : 0, node[n] == 0 ? 0 : 1);
            var solved = relaxation.Solve();
            var before = lower;
            var undecided = node.Count(v => v < 0);
            lower = Math.Max(lower, Bound(node, relaxation.Prices(), least));
            if (lower >= least)
                return (lower, null);
            if (node.Count(v => v < 0) < undecided)
                continue;
            if (!solved)
                return node.Any(v => v < 0) ? (lower, [.. units.Select(_ => 0.5)]) : (lower, null);
            for (var u = 0; u < extents.Length; u++)
                extents[u] =
                    model.Units[u].Forced ? 1
                    : variableOf[u] < 0 ? 0
                    : Math.Clamp(relaxation.Value(variableOf[u]), 0, 1);
            if (units.All(u => extents[u] is < 1e-6 or > 1 - 1e-6))
            {
                choice.Reset(Enumerable.Range(0, extents.Length).Where(u => extents[u] > 0.5));
                var leaks = choice.Withheld.SelectMany(u => model.Units[u].Cells).Select(choice.Look).OfType<Leak>().ToList();
                if (leaks.Count == 0)
                {
                    var cost = choice.Withheld.Sum(u => prices[u]);
                    if (cost < least)
                    {
                        best = [.. choice.Withheld];
                        least = cost;
                    }
                    // Its cost is the bound, but for rounding; if others in here could be cheaper, go on with what is left open.
                    return lower >= least || node.All(v => v >= 0) ? (lower, null) : (lower, [.. units.Select(u => extents[u])]);
                }
                var added = false;
                foreach (var leak in leaks)
                {
                    dangerous.Add(leak.Attacker);
                    choice.Eyes.Of(leak.Attacker);
                    added |= Add(leak.Cut(model, choice.Eyes, choice.Extents));
                }
                if (!added)
                    return (lower, node.Any(v => v < 0) ? [.. units.Select(_ => 0.5)] : null);
                if (Better(choice.Withheld, extents) is { } found && found.Sum(u => prices[u]) is var other && other < least)
                {
                    best = found;
                    least = other;
                }
                flat = 0;
                continue;
            }
            flat = lower > before ? 0 : flat + 1;
            if (flat > 5 || Work > work || !Separate(extents))
            {
                if (
                    Better(Enumerable.Range(0, extents.Length).Where(u => extents[u] > 0.9), extents) is { } found
                    && found.Sum(u => prices[u]) is var cost
                    && cost < least
                )
                {
                    best = found;
                    least = cost;
                }
                return (lower, [.. units.Select(u => extents[u])]);
            }
        }
    }

    /// <summary>
    /// No choice of the node costs less: for any prices of the cuts that are not below 0, a choice costs at least what the cuts
    /// need at these prices, and what each unit costs beyond what it brings to the cuts at these prices.
    /// </summary>
    private long Bound(sbyte[] node, double[] cutPrices, long least)
    {
        var rest = units.Select(u => (Int128)prices[u] << Scale).ToArray();
        Int128 sum = 0;
        foreach (var (n, cut) in cuts.Index())
        {
            if (cutPrices[n] <= 0)
                continue;
            var price = (Int128)(cutPrices[n] * (1 << Scale));
            sum += price * cut.Needed;
            foreach (var (unit, amount) in cut.Amounts)
                rest[variableOf[unit]] -= price * amount;
        }
        for (var n = 0; n < units.Length; n++)
            if (node[n] > 0 || node[n] < 0 && rest[n] < 0)
                sum += rest[n];
        var above = unavoidable + (sum + (1 << Scale) - 1 >> Scale);
        for (var n = 0; n < units.Length; n++)
            // the other way is too dear
            if (node[n] < 0 && above < least && unavoidable + (sum + Int128.Abs(rest[n]) + (1 << Scale) - 1 >> Scale) >= least)
                node[n] = (sbyte)(rest[n] < 0 ? 1 : 0);
        return (long)Int128.Clamp(above, 0, long.MaxValue);
    }

    private bool Separate(double[] extents)
    {
        var added = false;
        foreach (var attacker in dangerous)
        {
            if (attacker > 0 && added)
                break;
            choice.Eyes.Of(attacker);
            for (var cell = 0; cell < model.Count; cell++)
            {
                if (
                    !model.Secret[cell]
                    || extents[model.UnitOf[cell]] < 0.05
                    || choice.Eyes.Known[cell]
                    || choice.IsHopeless(cell, attacker)
                )
                    continue;
                var wanted = model.K * extents[model.UnitOf[cell]];
                var up = reaches.Find(choice.Eyes, extents, cell, 1, wanted);
                if (up.Distance >= wanted - 1e-6)
                    continue;
                var down = reaches.Find(choice.Eyes, extents, cell, -1, wanted);
                if (up.Distance + down.Distance >= wanted - 1e-4 * model.K)
                    continue;
                if (
                    up.Barriers is { } above
                    && down.Barriers is { } below
                    && Cut.Of(model, choice.Eyes, cell, above.Concat(below), extents) is { } cut
                    && cut.Missing(extents) > 0.01
                )
                {
                    added |= Add(cut);
                    if (
                        cut.Rounded().MaxBy(c => c.Missing(extents) / c.Needed) is { } rounded
                        && rounded.Missing(extents) / rounded.Needed > cut.Missing(extents) / cut.Needed + 0.01
                    )
                        Add(rounded);
                }
            }
        }
        return added;
    }

    private bool Add(Cut cut)
    {
        cut = new([.. cut.Amounts.Where(a => variableOf[a.Unit] >= 0).OrderBy(a => a.Unit)], cut.Needed);
        if (!known.Add($"{cut.Needed}:{string.Join(' ', cut.Amounts)}"))
            return false;
        cuts.Add(cut);
        relaxation.Add(cut.Amounts.Select(a => (variableOf[a.Unit], (double)a.Amount)), cut.Needed, double.PositiveInfinity);
        return true;
    }

    /// <summary>A safe choice near what the relaxation likes; not every time, as it takes longer than a bound.</summary>
    private IReadOnlyList<int>? Better(IEnumerable<int> near, double[] extents)
    {
        if (tries++ % 8 != 0)
            return null;
        choice.Reset([.. near.Concat(Enumerable.Range(0, model.Units.Count).Where(u => model.Units[u].Forced)).Distinct()]);
        if (!thrift.Complete(choice, u => variableOf[u] >= 0, u => prices[u] * (1.001 - extents[u])))
            return null;
        thrift.Trim(choice);
        return [.. choice.Withheld];
    }
}
