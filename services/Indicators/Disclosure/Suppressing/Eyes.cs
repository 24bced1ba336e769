namespace Indicators.Disclosure.Suppressing;

/// <summary>A model as one attacker sees it: how far each cell could be below its true value, and what she knows altogether.</summary>
internal sealed class Eyes
{
    private readonly Model model;
    private int attacker;

    public Eyes(Model model)
    {
        this.model = model;
        Below = [.. model.Values];
        Known = new bool[model.Count];
    }

    public long[] Below { get; }
    public bool[] Known { get; }

    public void Of(int other)
    {
        foreach (var (cell, _, _) in model.Attackers[attacker])
            (Below[cell], Known[cell]) = (model.Values[cell], false);
        attacker = other;
        foreach (var (cell, own, alone) in model.Attackers[attacker])
            (Below[cell], Known[cell]) = (model.Values[cell] - own, alone);
    }
}
