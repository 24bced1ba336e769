namespace Indicators.Disclosure.Suppressing;

/// <summary>An attacker who can narrow a cell down, how far it can move for her and what bars it.</summary>
internal sealed record Exposure(int Cell, int Attacker, CellDeviation Up, CellDeviation Down)
{
    /// <summary>What every pattern fulfils in which it is an exposure no longer.</summary>
    public SuppressionCut CutOff(SuppressionModel model, AttackerView view, double[] extents)
    {
        if (Up.Blocking is not { } up || Down.Blocking is not { } down)
            return SuppressionCut.AnythingMore(model, Cell, extents);
        return SuppressionCut.Of(model, view, Cell, up.Concat(down), extents) ?? SuppressionCut.AnythingMore(model, Cell, extents);
    }
}
