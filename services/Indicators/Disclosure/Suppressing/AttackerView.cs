namespace Indicators.Disclosure.Suppressing;

/// <summary>A model as one attacker sees it: how far each cell could be below its true value, and what she knows altogether.</summary>
internal sealed class AttackerView
{
    private readonly SuppressionModel model;
    private int attacker;

    public AttackerView(SuppressionModel model)
    {
        this.model = model;
        MostBelow = [.. model.Values];
        Known = new bool[model.Count];
    }

    /// <summary>How far each cell could be below its true value.</summary>
    public long[] MostBelow { get; }

    public bool[] Known { get; }

    /// <summary>From here on it is this attacker's view.</summary>
    public void SwitchTo(int other)
    {
        foreach (var (cell, _, _) in model.Attackers[attacker])
        {
            MostBelow[cell] = model.Values[cell];
            Known[cell] = false;
        }
        attacker = other;
        foreach (var (cell, own, alone) in model.Attackers[attacker])
        {
            MostBelow[cell] = model.Values[cell] - own;
            Known[cell] = alone;
        }
    }
}
