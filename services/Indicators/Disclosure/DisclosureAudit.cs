using Indicators.Figures;

namespace Indicators.Disclosure;

/// <summary>The last look at a collective's figures before they leave the house.</summary>
public static class DisclosureAudit
{
    /// <summary>
    /// The withheld figures that this release would let somebody narrow down to less than k, and that nobody could before it.
    /// </summary>
    /// <param name="released">As the network would see them.</param>
    /// <param name="figures">The same, with nothing withheld.</param>
    /// <param name="seen">Of earlier releases, as the network sees them; what is released again now is left out.</param>
    /// <param name="counted">True values of what it does not see of those.</param>
    public static IReadOnlyList<Finding> Find(
        IEnumerable<Figure> released,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Figure> seen,
        IReadOnlyList<Figure> counted
    )
    {
        var shown = new List<Figure>();
        var withheld = new List<Figure>();
        foreach (var figure in released)
            (figure.Suppressed ? withheld : shown).Add(figure);
        var truth = figures.ToDictionary(Key);
        // What is shown is what it says, which need not be what is counted now: of a revision that changes little the earlier
        // figure stands.
        var table = new FigureTable([.. shown, .. withheld.Select(f => truth.GetValueOrDefault(Key(f), f))], seen, counted).Table;
        var hidden = withheld.SelectMany(FigureTable.CellsOf).ToHashSet();
        foreach (var cell in table.Cells.Where(c => c.Standing == Standing.Withheld))
            hidden.Add(cell.Id);
        var findings = Auditor.Audit(table, hidden);
        if (findings.Count == 0)
            return findings;
        var all = hidden.Concat(shown.SelectMany(FigureTable.CellsOf)).ToHashSet();
        var before = Auditor.Audit(table, all).Select(f => (f.Attacker, f.Cell)).ToHashSet();
        return [.. findings.Where(f => !before.Contains((f.Attacker, f.Cell)))];
    }

    /// <inheritdoc cref="Find"/>
    /// <exception cref="Refusal"><c>disclosure_failed</c>: somebody could narrow a withheld figure down to less than k.</exception>
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
                $"What is withheld could be worked out from what is shown, in {findings.Count} places. Nothing was released."
            );
    }

    private static (string, string, Period, Sangam.Common.V1.AgeBand, Sangam.Common.V1.Gender) Key(Figure f) =>
        (f.Indicator, f.Part, f.Period, f.AgeBand, f.Gender);
}
