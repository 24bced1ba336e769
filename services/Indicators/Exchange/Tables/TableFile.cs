using Sangam.Rest;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

/// <summary>A table to be taken along as a file, for people and their spreadsheets.</summary>
/// <param name="Name">Of the file; it says nothing of anybody.</param>
/// <param name="Rows">See <see cref="SheetFile"/> for what a cell may be.</param>
public sealed record TableFile(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <param name="form"><c>csv</c> or <c>xlsx</c>.</param>
    public IResult ToResult(string form)
    {
        var csv = SheetFile.Csv(Columns, Rows);
        // An XLSX is a ZIP with times in it: the same table makes other bytes each time.
        return form == "csv"
            ? new Representation(csv, SheetFile.CsvType, $"{Name}.csv")
            : new Representation(SheetFile.Xlsx(Columns, Rows), SheetFile.XlsxType, $"{Name}.xlsx", sameAs: csv);
    }
}
