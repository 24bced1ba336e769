namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The attacker's subproblem in a network as a maximum flow: a cell can move as far as the rest of the network can carry a flow
/// back. Shortest augmenting paths (Edmonds and Karp 1972); what bars the way is a minimum cut (Ford and Fulkerson 1956). The
/// cheapest cycle that lets it move further is a shortest path (Dijkstra 1959).
/// </summary>
internal sealed class MaxFlowSubproblem : IAttackerSubproblem
{
    private const double Tiny = 1e-9;
    private readonly SuppressionModel model;
    private readonly FlowNetwork network;
    private readonly double[] flow;
    private readonly int[] cameBy; // of each node the arc that led to it; its complement if that was gone back
    private readonly int[] seen; // of each node the last round that came to it
    private readonly Queue<int> queue = [];
    private readonly HashSet<int> touched = [];
    private int round;

    // what is asked: who looks, to what extent units are suppressed, the cell and the way back from its one end to the other
    private AttackerView view;
    private double[] extents = [];
    private int cell,
        source,
        target;

    private MaxFlowSubproblem(SuppressionModel model, FlowNetwork network)
    {
        this.model = model;
        this.network = network;
        view = new(model);
        flow = new double[model.Count];
        cameBy = new int[network.Nodes];
        seen = new int[network.Nodes];
    }

    public double Work { get; private set; }

    /// <summary>None if the model is no network.</summary>
    public static MaxFlowSubproblem? Of(SuppressionModel model) => FlowNetwork.Of(model) is { } network ? new(model, network) : null;

    public CellDeviation Solve(AttackerView view, double[] extents, int cell, int sign, double enough)
    {
        if (view.Known[cell])
            return new(0, [], []);
        Ask(view, extents, cell, sign);
        var own = OwnRoom(sign);
        if (source == target)
            return new(Math.Min(own, enough), own < enough - Tiny ? [new(cell, false, 1)] : [], [(cell, sign * Math.Min(own, enough))]);
        if (own <= Tiny)
            return new(0, [new(cell, false, 1)], []);
        var reached = Maximise(Math.Min(own, enough));
        var moved = TakeFlow();
        moved.Add((cell, sign * reached));
        if (reached >= enough - Tiny)
            return new(reached, [], moved);
        if (reached >= own - Tiny)
            return new(reached, [new(cell, false, 1)], moved);
        return new(reached, MinimumCut(), moved);
    }

    /// <summary>
    /// The units that would have to be suppressed as well for the cell to move further, on the cheapest cycle there is, how much
    /// further it then can, and what they cost.
    /// </summary>
    public (IReadOnlyList<int> Units, double Room, double Price) CheapestCycle(
        AttackerView view,
        double[] extents,
        int cell,
        int sign,
        double missing,
        Func<int, double> price
    )
    {
        if (view.Known[cell])
            return ([], 0, 0);
        Ask(view, extents, cell, sign);
        var own = OwnRoom(sign);
        if (source == target || own <= Tiny)
            return ([], 0, 0);
        var reached = Maximise(Math.Min(own, model.K));
        (IReadOnlyList<int> Units, double Room, double Price) cycle = ([], 0, 0);
        if (reached < own - Tiny)
        {
            var most = Math.Min(missing, own - reached);
            cycle = ShortestPath(price, most);
            if (cycle.Units.Count == 0 && most > 1)
                cycle = ShortestPath(price, 1);
        }
        TakeFlow();
        return cycle;
    }

    private void Ask(AttackerView attackerView, double[] unitExtents, int asked, int sign)
    {
        view = attackerView;
        extents = unitExtents;
        cell = asked;
        source = sign > 0 ? network.Heads[asked] : network.Tails[asked];
        target = sign > 0 ? network.Tails[asked] : network.Heads[asked];
    }

    /// <summary>How far the cell can go if nothing else bars its way: up without end, down to the least it can be.</summary>
    private double OwnRoom(int sign) => sign > 0 ? double.PositiveInfinity : view.MostBelow[cell] * ExtentOf(cell);

    private double ExtentOf(int arc) => model.ExtentOf(arc, extents);

    /// <summary>Augments the flow until it is as much as is wanted or no path is left.</summary>
    private double Maximise(double wanted)
    {
        var reached = 0.0;
        while (reached < wanted - Tiny && HasAugmentingPath())
            reached += Augment(wanted - reached);
        return reached;
    }

    private bool HasAugmentingPath()
    {
        round++;
        queue.Clear();
        queue.Enqueue(source);
        seen[source] = round;
        while (queue.TryDequeue(out var node))
        {
            Work += network.Leaving[node].Length / 1000.0;
            foreach (var (arc, forward) in network.Leaving[node])
            {
                if (arc == cell || view.Known[arc])
                    continue;
                var next = forward ? network.Heads[arc] : network.Tails[arc];
                if (seen[next] == round || Residual(arc, forward) <= Tiny)
                    continue;
                seen[next] = round;
                cameBy[next] = forward ? arc : ~arc;
                if (next == target)
                    return true;
                queue.Enqueue(next);
            }
        }
        return false;
    }

    private double Augment(double most)
    {
        foreach (var (arc, forward) in Path())
            most = Math.Min(most, Residual(arc, forward));
        foreach (var (arc, forward) in Path())
        {
            flow[arc] += forward ? most : -most;
            touched.Add(arc);
        }
        return most;
    }

    private double Residual(int arc, bool forward)
    {
        var extent = ExtentOf(arc);
        if (extent <= Tiny)
            return 0;
        return forward ? extent * model.K - flow[arc] : Math.Min(view.MostBelow[arc], model.K) * extent + flow[arc];
    }

    private double ResidualIfSuppressed(int arc, bool forward)
    {
        if (ExtentOf(arc) > 0.5)
            return Residual(arc, forward);
        return forward ? model.K : Math.Min(view.MostBelow[arc], model.K);
    }

    /// <summary>From the target back to the source.</summary>
    private IEnumerable<(int Arc, bool Forward)> Path()
    {
        for (var node = target; node != source; )
        {
            var forward = cameBy[node] >= 0;
            var arc = forward ? cameBy[node] : ~cameBy[node];
            yield return (arc, forward);
            node = forward ? network.Tails[arc] : network.Heads[arc];
        }
    }

    /// <summary>The arcs that carry flow, which is forgotten.</summary>
    private List<(int Arc, double By)> TakeFlow()
    {
        var moved = new List<(int, double)>();
        foreach (var arc in touched)
        {
            if (Math.Abs(flow[arc]) > Tiny)
                moved.Add((arc, flow[arc]));
            flow[arc] = 0;
        }
        touched.Clear();
        return moved;
    }

    /// <summary>The arcs between the nodes that the last search came to and those that it did not.</summary>
    private List<BlockingCell> MinimumCut()
    {
        var blocking = new List<BlockingCell>();
        for (var arc = 0; arc < model.Count; arc++)
        {
            var fromSource = seen[network.Tails[arc]] == round;
            if (arc != cell && !view.Known[arc] && fromSource != (seen[network.Heads[arc]] == round))
                blocking.Add(new(arc, fromSource, 1));
        }
        return blocking;
    }

    /// <summary>Along arcs that have room enough once they are suppressed, if they are not yet.</summary>
    private (IReadOnlyList<int> Units, double Room, double Price) ShortestPath(Func<int, double> price, double room)
    {
        round++;
        var distance = new Dictionary<int, double> { [source] = 0 };
        var open = new PriorityQueue<int, double>([(source, 0)]);
        while (open.TryDequeue(out var node, out var soFar))
        {
            if (seen[node] == round)
                continue;
            seen[node] = round;
            if (node == target)
                return (UnitsToSuppress(), Path().Min(a => ResidualIfSuppressed(a.Arc, a.Forward)), soFar);
            foreach (var (arc, forward) in network.Leaving[node])
            {
                var next = forward ? network.Heads[arc] : network.Tails[arc];
                if (arc == cell || view.Known[arc] || seen[next] == round || ResidualIfSuppressed(arc, forward) < room - Tiny)
                    continue;
                var there = soFar + (ExtentOf(arc) > 0.5 ? 0 : price(model.UnitOf[arc]));
                if (double.IsPositiveInfinity(there) || distance.TryGetValue(next, out var known) && known <= there)
                    continue;
                distance[next] = there;
                cameBy[next] = forward ? arc : ~arc;
                open.Enqueue(next, there);
            }
        }
        return ([], 0, 0);
    }

    private List<int> UnitsToSuppress() =>
        [.. Path().Select(a => model.UnitOf[a.Arc]).Where(u => u != SuppressionModel.Slack && extents[u] < 0.5).Distinct()];
}
