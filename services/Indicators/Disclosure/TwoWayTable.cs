namespace Indicators.Disclosure;

/// <summary>A table of rows and columns with the total of each row and column and of all.</summary>
public static class TwoWayTable
{
    /// <summary>The row of the column totals and the column of the row totals.</summary>
    public const string All = "";

    public static string Id(string row, string column) => $"{row}/{column}";

    /// <summary>Only counts, which nobody knows a part of.</summary>
    public static DisclosureTable Of(int k, long[,] values) =>
        Of(
            k,
            [.. Enumerable.Range(0, values.GetLength(0)).Select(r => $"{r}")],
            [.. Enumerable.Range(0, values.GetLength(1)).Select(c => $"{c}")],
            (row, column) => new(Id(row, column), values[int.Parse(row, null), int.Parse(column, null)])
        );

    /// <summary>The totals are added up here, their contributions too; a total has contributions if every cell of it has.</summary>
    /// <param name="cell">The cell of a row and column, with the id that <see cref="Id"/> gives it.</param>
    public static DisclosureTable Of(
        int k,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<string, string, TableCell> cell,
        int leastContributors = 0
    )
    {
        var inner = rows.ToDictionary(r => r, r => columns.Select(c => cell(r, c)).ToList());
        var byRow = rows.Select(r => Total(Id(r, All), inner[r])).ToList();
        var byColumn = columns.Index().Select(c => Total(Id(All, c.Item), [.. rows.Select(r => inner[r][c.Index])])).ToList();
        return new(
            k,
            [.. inner.Values.SelectMany(r => r), .. byRow, .. byColumn, Total(Id(All, All), byRow)],
            Relations(rows, columns),
            leastContributors
        );
    }

    /// <summary>Each total and its parts.</summary>
    public static IEnumerable<Relation> Relations(IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        foreach (var row in rows.Append(All))
            yield return Relation.Total(Id(row, All), columns.Select(c => Id(row, c)));
        foreach (var column in columns.Append(All))
            yield return Relation.Total(Id(All, column), rows.Select(r => Id(r, column)));
    }

    private static TableCell Total(string id, IReadOnlyList<TableCell> parts) =>
        new(id, parts.Sum(p => p.Value))
        {
            Contributions = parts.All(p => p.Contributions is not null)
                ? parts.SelectMany(p => p.Contributions!).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.Sum(c => c.Value))
                : null,
        };
}
