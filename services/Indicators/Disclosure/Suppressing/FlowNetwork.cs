namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A model in which every cell stands in at most two equations, as a directed network: its cells are the arcs and its equations
/// the nodes. It is so of two-dimensional tables with their margins (Cox 1995).
/// </summary>
internal sealed class FlowNetwork
{
    private FlowNetwork(int nodes, int[] tails, int[] heads)
    {
        Nodes = nodes;
        Tails = tails;
        Heads = heads;
        Leaving = [.. Enumerable.Range(0, nodes).Select(_ => Array.Empty<(int, bool)>())];
        var ends = Enumerable
            .Range(0, tails.Length)
            .SelectMany(a => new[] { (Node: tails[a], Arc: a, Forward: true), (Node: heads[a], Arc: a, Forward: false) });
        foreach (var node in ends.GroupBy(a => a.Node))
            Leaving[node.Key] = [.. node.Select(a => (a.Arc, a.Forward))];
    }

    public int Nodes { get; }
    public int[] Tails { get; }
    public int[] Heads { get; }

    /// <summary>Of each node the arcs that can be gone from it, forward or back.</summary>
    public (int Arc, bool Forward)[][] Leaving { get; }

    /// <summary>The network of a model, or none if it has no such structure.</summary>
    public static FlowNetwork? Of(SuppressionModel model)
    {
        if (EquationsOfCells(model) is not { } equationsOf || Signs(model, equationsOf) is not { } signs)
            return null;
        // a cell that stands in one equation only has the last node at its other end
        var tails = Enumerable.Repeat(signs.Length, model.Count).ToArray();
        var heads = Enumerable.Repeat(signs.Length, model.Count).ToArray();
        for (var cell = 0; cell < model.Count; cell++)
            foreach (var (equation, factor) in equationsOf[cell])
                if (signs[equation] * factor == 1)
                    tails[cell] = equation;
                else
                    heads[cell] = equation;
        return new(signs.Length + 1, tails, heads);
    }

    /// <summary>None if a cell stands in three equations, or in one more than once.</summary>
    private static List<(int Equation, int Factor)>[]? EquationsOfCells(SuppressionModel model)
    {
        var equationsOf = new List<(int Equation, int Factor)>[model.Count];
        for (var cell = 0; cell < model.Count; cell++)
            equationsOf[cell] = [];
        foreach (var (n, equation) in model.Equations.Index())
        foreach (var (cell, factor) in equation)
        {
            if (factor is not (1 or -1) || equationsOf[cell].Count == 2)
                return null;
            equationsOf[cell].Add((n, factor));
        }
        return equationsOf;
    }

    /// <summary>
    /// Which equations are turned around so that every cell stands in one with 1 and in the other with −1; none if that cannot
    /// be.
    /// </summary>
    private static int[]? Signs(SuppressionModel model, List<(int Equation, int Factor)>[] equationsOf)
    {
        var signs = new int[model.Equations.Count];
        foreach (var start in Enumerable.Range(0, signs.Length))
        {
            if (signs[start] != 0)
                continue;
            signs[start] = 1;
            var open = new Stack<int>([start]);
            while (open.TryPop(out var equation))
                foreach (var (cell, factor) in model.Equations[equation])
                foreach (var (other, otherFactor) in equationsOf[cell].Where(s => s.Equation != equation))
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
        return signs;
    }
}
