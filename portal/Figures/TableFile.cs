using Sangam.Sheets;

namespace Portal.Figures;

/// <summary>A table as a file: CSV or, where the address ends with <c>.xlsx</c>, a spreadsheet.</summary>
public sealed class TableFile(params IEnumerable<string> columns)
{
    private readonly IReadOnlyList<string> columns = [.. columns];
    private readonly List<IReadOnlyList<object?>> rows = [];

    /// <summary>A cell is a text, a number, a yes or no, or null for nothing.</summary>
    public void Add(params IEnumerable<object?> cells) =>
        rows.Add([
            .. cells.Select(cell =>
                cell switch
                {
                    bool yes => yes ? "yes" : "no",
                    int number => (long)number,
                    _ => cell,
                }
            ),
        ]);

    public IResult File(string name) => new Answer(this, name);

    private sealed class Answer(TableFile table, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            (
                $"{httpContext.Request.RouteValues["form"]}" == "xlsx"
                    ? Results.File(SheetFile.Xlsx(table.columns, table.rows), SheetFile.XlsxType, $"{name}.xlsx")
                    : Results.File(SheetFile.Csv(table.columns, table.rows), SheetFile.CsvType, $"{name}.csv")
            ).ExecuteAsync(httpContext);
    }
}
