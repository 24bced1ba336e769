namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A model in which every cell stands in at most two equations, which holds for two-dimensional tables with their margins: its
/// cells are the arcs of a network and its equations the nodes, and a cell can move as far as the rest of the network can carry
/// a flow back. The way is barred by a cut of least capacity.
/// </summary>
internal sealed class Network : IReaches
{
    private const double Tiny = 1e-9;
    private readonly Model model;
    private readonly int[] tails,
        heads;
    private readonly (int Arc, bool Forward)[][] leaving;
    private readonly double[] flow;
    private readonly int[] cameBy;
    private readonly int[] seen;
    private readonly Queue<int> queue = [];
    private readonly HashSet<int> touched = [];
    private int round;

    private Network(Model model, int nodes, int[] tails, int[] heads)
    {
        this.model = model;
        this.tails = tails;
        this.heads = heads;
        leaving = [.. Enumerable.Range(0, nodes).Select(_ => Array.Empty<(int, bool)>())];
        foreach (
            var node in Enumerable
                .Range(0, model.Count)
                .SelectMany(a => new[] { (Node: tails[a], Arc: a, Forward: true), (Node: heads[a], Arc: a, Forward: false) })
                .GroupBy(a => a.Node)
        )
            leaving[node.Key] = [.. node.Select(a => (a.Arc, a.Forward))];
        flow = new double[model.Count];
        cameBy = new int[nodes];
        seen = new int[nodes];
    }

    public double Work { get; private set; }

    /// <summary>The network of a model, or none if it has no such structure.</summary>
    public static Network? Of(Model model)
    {
        var stands = new List<(int Equation, int Factor)>[model.Count];
        for (var cell = 0; cell < model.Count; cell++)
            stands[cell] = [];
        foreach (var (n, equation) in model.Equations.Index())
        foreach (var (cell, factor) in equation)
            if (factor is not (1 or -1) || stands[cell].Count == 2)
                return null;
            else
                stands[cell].Add((n, factor));

        // Equations are turned around where needed, so that every cell stands in one with 1 and in the other with −1; those
        // that stand in one only get the last node.
        var signs = new int[model.Equations.Count];
        foreach (var start in Enumerable.Range(0, signs.Length))
        {
            if (signs[start] != 0)
                continue;
            signs[start] = 1;
            var open = new Stack<int>([start]);
            while (open.TryPop(out var equation))
                foreach (var (cell, factor) in model.Equations[equation])
                foreach (var (other, otherFactor) in stands[cell].Where(s => s.Equation != equation))
                {
                    var sign = -signs[equation] * factor * otherFactor;
                    if (signs[other] == -sign)
                        return null;
                    if (signs[other] != 0)
                        continue;
                    signs[other] = sign;
                    open.Push(other);
                }
        }
        var from = new int[model.Count];
        var to = new int[model.Count];
        for (var cell = 0; cell < model.Count; cell++)
        {
            from[cell] = signs.Length;
            to[cell] = signs.Length;
            foreach (var (equation, factor) in stands[cell])
                if (signs[equation] * factor == 1)
                    from[cell] = equation;
                else
                    to[cell] = equation;
        }
        return new(model, signs.Length + 1, from, to);
    }

    public Reach Find(Eyes eyes, double[] extents, int cell, int sign, double enough) =>
        Find(eyes, extents, cell, sign, enough, null, out _);

    /// <summary>
    /// The units that would have to be withheld as well for the cell to move further, on the cheapest way there is, how much
    /// further it then can, and what they cost.
    /// </summary>
    public (IReadOnlyList<int> Units, double Room, double Price) Cycle(
        Eyes eyes,
        double[] extents,
        int cell,
        int sign,
        double missing,
        Func<int, double> price
    )
    {
        _ = Find(eyes, extents, cell, sign, double.PositiveInfinity, (missing, price), out var cycle);
        return cycle;
    }

    private Reach Find(
        Eyes eyes,
        double[] extents,
        int cell,
        int sign,
        double enough,
        (double Missing, Func<int, double> Price)? search,
        out (IReadOnlyList<int> Units, double Room, double Price) cycle
    )
    {
        cycle = ([], 0, 0);
        var (from, to) = sign > 0 ? (heads[cell], tails[cell]) : (tails[cell], heads[cell]);
        if (eyes.Known[cell])
            return new(0, [], []);
        var own = sign > 0 ? double.PositiveInfinity : eyes.Below[cell] * Extent(cell);
        if (from == to)
            return new(Math.Min(own, enough), own < enough - Tiny ? [new(cell, false, 1)] : [], [(cell, sign * Math.Min(own, enough))]);
        if (own <= Tiny)
            return new(0, [new(cell, false, 1)], []);

        var reached = 0.0;
        var wanted = Math.Min(own, search is null ? enough : model.K);
        while (reached < wanted - Tiny && Augment() is var more and > 0)
            reached += more;
        if (search is { } asked && reached < own - Tiny)
        {
            var most = Math.Min(asked.Missing, own - reached);
            cycle = Cheapest(asked.Price, most);
            if (cycle.Units.Count == 0 && most > 1)
                cycle = Cheapest(asked.Price, 1);
        }
        var used = new List<(int, double)>();
        foreach (var arc in touched)
        {
            if (Math.Abs(flow[arc]) > Tiny)
                used.Add((arc, flow[arc]));
            flow[arc] = 0;
        }
        touched.Clear();
        used.Add((cell, sign * reached));
        if (reached >= enough - Tiny)
            return new(reached, [], used);
        if (reached >= own - Tiny)
            return new(reached, [new(cell, false, 1)], used);
        var barriers = new List<Barrier>();
        for (var arc = 0; arc < model.Count; arc++)
            if (arc != cell && !eyes.Known[arc] && (seen[tails[arc]] == round) != (seen[heads[arc]] == round))
                barriers.Add(new(arc, seen[tails[arc]] == round, 1));
        return new(reached, barriers, used);

        double Extent(int arc) => model.UnitOf[arc] == Model.Slack ? 1 : extents[model.UnitOf[arc]];

        double Augment()
        {
            round++;
            queue.Clear();
            queue.Enqueue(from);
            seen[from] = round;
            while (queue.TryDequeue(out var node))
            {
                Work += leaving[node].Length / 1000.0;
                foreach (var (arc, forward) in leaving[node])
                {
                    if (arc == cell || eyes.Known[arc])
                        continue;
                    var next = forward ? heads[arc] : tails[arc];
                    if (seen[next] == round || Room(arc, forward) <= Tiny)
                        continue;
                    seen[next] = round;
                    cameBy[next] = forward ? arc : ~arc;
                    if (next == to)
                        return Push();
                    queue.Enqueue(next);
                }
            }
            return 0;
        }

        double Room(int arc, bool forward) =>
            Extent(arc) is var extent && extent <= Tiny ? 0
            : forward ? extent * model.K - flow[arc]
            : Math.Min(eyes.Below[arc], model.K) * extent + flow[arc];

        // Along arcs that have room enough once they are withheld, if they are not yet.
        (IReadOnlyList<int>, double, double) Cheapest(Func<int, double> price, double room)
        {
            round++;
            var distance = new Dictionary<int, double> { [from] = 0 };
            var open = new PriorityQueue<int, double>([(from, 0)]);
            while (open.TryDequeue(out var node, out var sofar))
            {
                if (seen[node] == round)
                    continue;
                seen[node] = round;
                if (node == to)
                {
                    var path = Path().ToList();
                    return (
                        [.. path.Select(a => model.UnitOf[a.Arc]).Where(u => u != Model.Slack && extents[u] < 0.5).Distinct()],
                        path.Min(a => Withheld(a.Arc, a.Forward)),
                        sofar
                    );
                }
                foreach (var (arc, forward) in leaving[node])
                {
                    var next = forward ? heads[arc] : tails[arc];
                    if (arc == cell || eyes.Known[arc] || seen[next] == round || Withheld(arc, forward) < room - Tiny)
                        continue;
                    var there = sofar + (Extent(arc) > 0.5 ? 0 : price(model.UnitOf[arc]));
                    if (double.IsPositiveInfinity(there) || distance.TryGetValue(next, out var known) && known <= there)
                        continue;
                    distance[next] = there;
                    cameBy[next] = forward ? arc : ~arc;
                    open.Enqueue(next, there);
                }
            }
            return ([], 0, 0);
        }

        double Withheld(int arc, bool forward) =>
            Extent(arc) > 0.5 ? Room(arc, forward)
            : forward ? model.K
            : Math.Min(eyes.Below[arc], model.K);

        IEnumerable<(int Arc, bool Forward)> Path()
        {
            for (var node = to; node != from; )
            {
                var (arc, forward) = cameBy[node] >= 0 ? (cameBy[node], true) : (~cameBy[node], false);
                yield return (arc, forward);
                node = forward ? tails[arc] : heads[arc];
            }
        }

        double Push()
        {
            var least = wanted - reached;
            foreach (var (arc, forward) in Path())
                least = Math.Min(least, Room(arc, forward));
            foreach (var (arc, forward) in Path())
            {
                flow[arc] += forward ? least : -least;
                touched.Add(arc);
            }
            return least;
        }
    }
}
