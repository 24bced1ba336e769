namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// How far a cell can move up or down from its true value for an attacker when every unit is withheld to some extent (1:
/// withheld; 0: shown; between them while the exact search looks for bounds), and what stands in its way.
/// </summary>
internal interface IReaches
{
    /// <summary>What was done so far, in thousands of steps.</summary>
    double Work { get; }

    /// <param name="extents">Of each unit.</param>
    /// <param name="sign">1 up, −1 down.</param>
    /// <param name="enough">Look no further.</param>
    Reach Find(Eyes eyes, double[] extents, int cell, int sign, double enough);
}

/// <param name="Barriers">Nothing can move it further than the sum of what these let through, each times the extent of its
/// unit. Empty when it reached enough; null when they could not be told.</param>
/// <param name="Used">Cells that moved, and by how much.</param>
internal readonly record struct Reach(double Distance, IReadOnlyList<Barrier>? Barriers, IReadOnlyList<(int Cell, double By)> Used);

/// <summary>What one cell lets through by moving up (any amount) or down (as far as it can), times a factor.</summary>
internal readonly record struct Barrier(int Cell, bool Up, double Factor);
