namespace Indicators.Disclosure;

/// <summary>Attacks a table as it would be published, see docs/disclosure.md. It does not know how the suppressor thinks.</summary>
public static class Auditor
{
    /// <summary>The withheld cells that the outsider or a contributing collective can narrow down to less than k. Empty: the table can be published.</summary>
    public static IReadOnlyList<Finding> Audit(DisclosureTable table, SuppressedTable suppressed) => Audit(table, suppressed.Withheld);

    /// <inheritdoc cref="Audit(DisclosureTable, SuppressedTable)"/>
    public static IReadOnlyList<Finding> Audit(DisclosureTable table, IReadOnlySet<string> withheld) =>
        [.. table.Relations.Select(r => r.Terms.Where(t => withheld.Contains(t.Cell)).ToList()).Where(r => r.Count == 1).Select(r => new Finding(Finding.Outsider, r[0].Cell, table[r[0].Cell].Value, table[r[0].Cell].Value))];
}
