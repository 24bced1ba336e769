using Indicators.Disclosure.Auditing;

namespace Indicators.Disclosure;

/// <summary>
/// Attacks a table as it would be published: what is the least and the most that each suppressed cell can be for one who knows
/// everything that is shown and all relations (the outsider), and for each contributing collective, which knows its own part of
/// every cell as well? It shares nothing with the suppressor but the table, and does not know why a cell is suppressed. See
/// docs/disclosure.md.
/// </summary>
public static class Auditor
{
    /// <summary>The suppressed cells that somebody can narrow down to less than k. Empty: the table can be published.</summary>
    public static IReadOnlyList<FeasibilityInterval> Audit(DisclosureTable table, SuppressedTable suppressed) =>
        Audit(table, suppressed.Suppressed);

    /// <inheritdoc cref="Audit(DisclosureTable, SuppressedTable)"/>
    public static IReadOnlyList<FeasibilityInterval> Audit(DisclosureTable table, IReadOnlySet<string> suppressed) =>
        new AttackerProblem(table, suppressed).NarrowIntervals();

    /// <summary>
    /// The feasibility interval of every suppressed cell for every attacker, followed to its end. A cell that an attacker
    /// contributes alone has none for her: she knows it.
    /// </summary>
    public static IReadOnlyList<FeasibilityInterval> Intervals(DisclosureTable table, IReadOnlySet<string> suppressed) =>
        new AttackerProblem(table, suppressed).Intervals();
}
