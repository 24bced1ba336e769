namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A suppression pattern: which units of a model are suppressed, and whether that is safe: whether each of their cells can move
/// by k in all, for everybody. Of each cell that was found safe it is kept which units it moves with, so that only those need a
/// second look of which one is published again.
/// </summary>
internal sealed class SuppressionPattern
{
    private const int MostTogether = 8;
    private readonly SuppressionModel model;
    private readonly IAttackerSubproblem subproblem;
    private readonly HashSet<int>[] movesWith; // of each cell
    private readonly HashSet<int>[] movedWithBy; // of each unit: the cells that move with it
    private readonly HashSet<(int Cell, int Attacker)> hopeless = [];

    public SuppressionPattern(SuppressionModel model, IAttackerSubproblem subproblem)
    {
        this.model = model;
        this.subproblem = subproblem;
        View = new(model);
        Extents = new double[model.Units.Count];
        movesWith = [.. Enumerable.Range(0, model.Count).Select(_ => new HashSet<int>())];
        movedWithBy = [.. Enumerable.Range(0, model.Units.Count).Select(_ => new HashSet<int>())];
    }

    /// <summary>1 for units that are suppressed, 0 for the others.</summary>
    public double[] Extents { get; }

    public AttackerView View { get; }

    /// <summary>
    /// Cells that somebody knows whatever is suppressed, because of what was published before; nothing is asked for them any more.
    /// </summary>
    public IEnumerable<int> Hopeless => hopeless.Select(h => h.Cell).Distinct();

    public IEnumerable<int> Suppressed => Enumerable.Range(0, Extents.Length).Where(IsSuppressed);

    public bool IsSuppressed(int unit) => Extents[unit] > 0.5;

    public void Suppress(int unit) => Extents[unit] = 1;

    public void Publish(int unit) => Extents[unit] = 0;

    /// <summary>Forgets what it was.</summary>
    public void Reset(IEnumerable<int> suppressed)
    {
        Array.Clear(Extents);
        foreach (var cells in movesWith.Concat(movedWithBy))
            cells.Clear();
        foreach (var unit in suppressed)
            Extents[unit] = 1;
    }

    public bool IsHopeless(int cell, int attacker) => hopeless.Contains((cell, attacker));

    public void GiveUp(int cell, int attacker) => hopeless.Add((cell, attacker));

    /// <summary>Who can narrow the cell down, and how; nobody if it is safe, which is then remembered.</summary>
    public Exposure? FindExposure(int cell)
    {
        if (!model.IsSecret[cell])
            return null;
        var units = new HashSet<int>();
        var threats = new SortedSet<int>();
        if (!IsHopeless(cell, 0) && FindExposure(cell, 0, units, threats) is { } exposure)
            return exposure;
        if (IsHopeless(cell, 0))
            threats.UnionWith(Enumerable.Range(1, model.Attackers.Count - 1));
        foreach (var attacker in threats)
            if (!IsHopeless(cell, attacker) && FindExposure(cell, attacker, units, null) is { } other)
                return other;
        Remember(cell, units);
        return null;
    }

    private void Remember(int cell, HashSet<int> units)
    {
        foreach (var unit in movesWith[cell])
            movedWithBy[unit].Remove(cell);
        foreach (var unit in units)
            movedWithBy[unit].Add(cell);
        movesWith[cell] = units;
    }

    /// <param name="threats">Is told which collectives could rule the found moves out; null if nobody asks.</param>
    private Exposure? FindExposure(int cell, int attacker, HashSet<int> units, SortedSet<int>? threats)
    {
        View.SwitchTo(attacker);
        if (View.Known[cell])
            return null;
        var up = subproblem.Solve(View, Extents, cell, 1, model.K);
        var rest = model.K - Whole(up.Distance);
        var down = rest > 0 ? subproblem.Solve(View, Extents, cell, -1, rest) : new(0, [], []);
        if (Whole(down.Distance) < rest)
            return new(cell, attacker, up, down);
        foreach (var (other, by) in up.Moved.Concat(down.Moved))
        {
            if (model.UnitOf[other] is not SuppressionModel.Slack and var unit)
                units.Add(unit);
            if (threats is null)
                continue;
            foreach (var (contributor, own) in model.Contributors[other])
                if (model.Contributors[other].Count == 1 || -by > model.Values[other] - own + 1e-7)
                    threats.Add(contributor);
        }
        return null;
    }

    /// <summary>Publishes a unit again if that is safe, with those that are not safe without it if they need not be suppressed.</summary>
    public bool TryPublish(int unit)
    {
        var published = new List<int>();
        var doubtful = new Queue<int>();
        Try(unit);
        while (doubtful.TryDequeue(out var cell))
        {
            if (!IsSuppressed(model.UnitOf[cell]) || FindExposure(cell) is null)
                continue;
            if (!model.Units[model.UnitOf[cell]].Forced && published.Count < MostTogether)
            {
                Try(model.UnitOf[cell]);
                continue;
            }
            foreach (var other in published)
                Suppress(other);
            return false;
        }
        return true;

        void Try(int other)
        {
            Publish(other);
            published.Add(other);
            foreach (var cell in movedWithBy[other])
                doubtful.Enqueue(cell);
        }
    }

    public static int Whole(double distance) => (int)Math.Floor(distance + 1e-6);
}
