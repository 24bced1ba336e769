namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The attacker's subproblem of cell suppression (Fischetti and Salazar-González, 2001): how far a cell can move up or down from
/// its true value for an attacker, and what stands in its way. A unit may be suppressed in part (1: suppressed; 0: published;
/// between them while branch and cut looks for bounds).
/// </summary>
internal interface IAttackerSubproblem
{
    /// <summary>What was done so far, in thousands of steps.</summary>
    double Work { get; }

    /// <param name="extents">Of each unit.</param>
    /// <param name="sign">1 up, −1 down.</param>
    /// <param name="enough">Look no further.</param>
    CellDeviation Solve(AttackerView view, double[] extents, int cell, int sign, double enough);
}

/// <param name="Blocking">Nothing can move it further than the sum of what these let through, each times the extent of its
/// unit. Empty when it moved enough; null when they could not be told.</param>
/// <param name="Moved">Cells that moved, and by how much.</param>
internal readonly record struct CellDeviation(
    double Distance,
    IReadOnlyList<BlockingCell>? Blocking,
    IReadOnlyList<(int Cell, double By)> Moved
);

/// <summary>What one cell lets through by moving up (any amount) or down (as far as it can), times a factor.</summary>
internal readonly record struct BlockingCell(int Cell, bool Up, double Factor);
