using Indicators.Figures;

namespace Indicators.Disclosure;

/// <summary>The last look at a collective's figures before they leave the house.</summary>
public static class DisclosureAudit
{
    /// <summary>
    /// The suppressed figures that this release would let somebody narrow down to less than k, and that nobody could before it.
    /// </summary>
    /// <param name="released">As the network would see them.</param>
    /// <param name="figures">The same, with nothing suppressed.</param>
    /// <param name="seen">Of earlier releases, as the network sees them; what is released again now is left out.</param>
    /// <param name="counted">True values of what it does not see of those.</param>
    public static IReadOnlyList<FeasibilityInterval> Find(
        IEnumerable<Figure> released,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Figure> seen,
        IReadOnlyList<Figure> counted
    )
    {
        var bySuppressed = released.ToLookup(f => f.Suppressed);
        var shown = bySuppressed[false].ToList();
        var suppressed = bySuppressed[true].ToList();
        var truth = figures.ToDictionary(Key);
        // What is shown is what it says, which need not be what is counted now: of a revision that changes little the earlier
        // figure stands.
        var table = new FigureTable([.. shown, .. suppressed.Select(f => truth.GetValueOrDefault(Key(f), f))], seen, counted).Table;
        var earlier = table.Cells.Where(c => c.Status == CellStatus.Suppressed).Select(c => c.Id);
        var cells = suppressed.SelectMany(FigureTable.CellsOf).Concat(earlier).ToHashSet();
        var findings = Auditor.Audit(table, cells);
        if (findings.Count == 0)
            return findings;
        var all = cells.Concat(shown.SelectMany(FigureTable.CellsOf)).ToHashSet();
        var before = Auditor.Audit(table, all).Select(f => (f.Attacker, f.Cell)).ToHashSet();
        return [.. findings.Where(f => !before.Contains((f.Attacker, f.Cell)))];
    }

    /// <inheritdoc cref="Find"/>
    /// <exception cref="Refusal"><c>disclosure_failed</c>: somebody could narrow a suppressed figure down to less than k.</exception>
    public static void Check(
        IEnumerable<Figure> released,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Figure> seen,
        IReadOnlyList<Figure> counted
    )
    {
        if (Find(released, figures, seen, counted) is { Count: > 0 } findings)
            throw Refusal.NotNow(
                "disclosure_failed",
                $"What is suppressed could be worked out from what is shown, in {findings.Count} places. Nothing was released."
            );
    }

    private static (string, string, Period, Sangam.Common.V1.AgeBand, Sangam.Common.V1.Gender) Key(Figure f) =>
        (f.Indicator, f.Part, f.Period, f.AgeBand, f.Gender);
}
