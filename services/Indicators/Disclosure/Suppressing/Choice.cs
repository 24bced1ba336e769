namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// Which units of a model are withheld, and whether that is safe: whether each of their cells can move by k in all, for
/// everybody. Of each cell that was found safe it is kept which units it moves with, so that only those need a second look of
/// which one is shown again.
/// </summary>
internal sealed class Choice
{
    private const int MostTogether = 8;
    private readonly Model model;
    private readonly IReaches reaches;
    private readonly Eyes eyes;
    private readonly HashSet<int>[] movesWith; // of each cell
    private readonly HashSet<int>[] movedWithBy; // of each unit: the cells that move with it
    private readonly HashSet<(int Cell, int Attacker)> hopeless = [];

    public Choice(Model model, IReaches reaches)
    {
        this.model = model;
        this.reaches = reaches;
        eyes = new(model);
        Extents = new double[model.Units.Count];
        movesWith = [.. Enumerable.Range(0, model.Count).Select(_ => new HashSet<int>())];
        movedWithBy = [.. Enumerable.Range(0, model.Units.Count).Select(_ => new HashSet<int>())];
    }

    /// <summary>1 for units that are withheld, 0 for the others.</summary>
    public double[] Extents { get; }

    public Eyes Eyes => eyes;

    /// <summary>
    /// Cells that somebody knows whatever is withheld, because of what was shown before; nothing is asked for them any more.
    /// </summary>
    public IEnumerable<int> Hopeless => hopeless.Select(h => h.Cell).Distinct();

    public bool Withholds(int unit) => Extents[unit] > 0.5;

    public IEnumerable<int> Withheld => Enumerable.Range(0, Extents.Length).Where(Withholds);

    public void Withhold(int unit) => Extents[unit] = 1;

    public void Show(int unit) => Extents[unit] = 0;

    /// <summary>Forgets what it chose.</summary>
    public void Reset(IEnumerable<int> withheld)
    {
        Array.Clear(Extents);
        foreach (var cells in movesWith.Concat(movedWithBy))
            cells.Clear();
        foreach (var unit in withheld)
            Extents[unit] = 1;
    }

    public bool IsHopeless(int cell, int attacker) => hopeless.Contains((cell, attacker));

    public void GiveUp(int cell, int attacker) => hopeless.Add((cell, attacker));

    /// <summary>Who can narrow the cell down, and how; nobody if it is safe, which is then remembered.</summary>
    public Leak? Look(int cell)
    {
        if (!model.Secret[cell])
            return null;
        var units = new HashSet<int>();
        var threats = new SortedSet<int>();
        if (!hopeless.Contains((cell, 0)) && Look(cell, 0, units, threats) is { } leak)
            return leak;
        if (hopeless.Contains((cell, 0)))
            threats.UnionWith(Enumerable.Range(1, model.Attackers.Count - 1));
        foreach (var attacker in threats)
            if (!hopeless.Contains((cell, attacker)) && Look(cell, attacker, units, null) is { } other)
                return other;
        foreach (var unit in movesWith[cell])
            movedWithBy[unit].Remove(cell);
        foreach (var unit in units)
            movedWithBy[unit].Add(cell);
        movesWith[cell] = units;
        return null;
    }

    private Leak? Look(int cell, int attacker, HashSet<int> units, SortedSet<int>? threats)
    {
        eyes.Of(attacker);
        if (eyes.Known[cell])
            return null;
        var up = reaches.Find(eyes, Extents, cell, 1, model.K);
        var rest = model.K - Whole(up.Distance);
        var down = rest > 0 ? reaches.Find(eyes, Extents, cell, -1, rest) : new(0, [], []);
        if (Whole(down.Distance) < rest)
            return new(cell, attacker, up, down);
        foreach (var (other, by) in up.Used.Concat(down.Used))
        {
            if (model.UnitOf[other] is not Model.Slack and var unit)
                units.Add(unit);
            if (threats is null)
                continue;
            foreach (var (knower, own) in model.Knowers[other])
                if (model.Knowers[other].Count == 1 || -by > model.Values[other] - own + 1e-7)
                    threats.Add(knower);
        }
        return null;
    }

    /// <summary>Shows a unit again if that is safe, with those that are not safe without it if they need not be withheld.</summary>
    public bool TryShow(int unit)
    {
        var shown = new List<int>();
        var doubtful = new Queue<int>();
        Try(unit);
        while (doubtful.TryDequeue(out var cell))
        {
            if (!Withholds(model.UnitOf[cell]) || Look(cell) is null)
                continue;
            if (!model.Units[model.UnitOf[cell]].Forced && shown.Count < MostTogether)
            {
                Try(model.UnitOf[cell]);
                continue;
            }
            foreach (var other in shown)
                Extents[other] = 1;
            return false;
        }
        return true;

        void Try(int other)
        {
            Extents[other] = 0;
            shown.Add(other);
            foreach (var cell in movedWithBy[other])
                doubtful.Enqueue(cell);
        }
    }

    public static int Whole(double distance) => (int)Math.Floor(distance + 1e-6);
}

/// <summary>An attacker who can narrow a cell down, how far it can move for her and what bars it.</summary>
internal sealed record Leak(int Cell, int Attacker, Reach Up, Reach Down)
{
    /// <summary>What must be added so that it is one no longer.</summary>
    public Cut Cut(Model model, Eyes eyes, double[] extents) =>
        Up.Barriers is { } up && Down.Barriers is { } down && Suppressing.Cut.Of(model, eyes, Cell, up.Concat(down), extents) is { } cut
            ? cut
            : Suppressing.Cut.More(model, Cell, extents);
}
