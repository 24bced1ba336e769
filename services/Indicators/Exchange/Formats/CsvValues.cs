using System.Globalization;
using CsvHelper;

namespace Indicators.Exchange.Formats;

/// <summary>DHIS2's CSV: a value in a row, the columns known by their place.</summary>
public static class CsvValues
{
    private const int Fewest = 6,
        LongestCell = 1000;
    private static readonly string[] Columns =
    [
        "dataelement",
        "period",
        "orgunit",
        "categoryoptioncombo",
        "attributeoptioncombo",
        "value",
        "storedby",
        "lastupdated",
        "comment",
        "followup",
        "deleted",
    ];

    /// <remarks>Codes, numbers and one word: there is nothing in it that a spreadsheet could run.</remarks>
    public static byte[] Write(DataValueSet set, ExportMoment moment)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new() { NewLine = "\n", ShouldQuote = (text, _, _, _) => !text.IsEmpty }))
        {
            csv.WriteRecord(Columns);
            foreach (var value in set.Values)
            {
                csv.WriteRecord([
                    value.DataElement,
                    value.Period,
                    value.OrgUnit,
                    value.CategoryOptionCombo,
                    value.AttributeOptionCombo,
                    value.Value,
                    null,
                    null,
                    value.Comment,
                    null,
                    null,
                ]);
            }
        }
        return file.ToArray();
    }

    /// <param name="headings">Whether the first row is the headings (<c>firstRowIsHeader</c>).</param>
    /// <exception cref="Refusal"><c>malformed</c>.</exception>
    public static DataValueSet Read(byte[] file, bool headings)
    {
        using var reader = CsvReader.FromText(
            Format.Text(file),
            new()
            {
                Separator = ',',
                HasHeader = headings,
                OnMalformedRecord = record =>
                {
                    if (record.Reason is CsvMalformedReason.UnterminatedQuote)
                        throw NeverClosed(record.RecordNumber);
                },
            }
        );
        var values = new List<DataValue>();
        foreach (var row in reader)
        {
            var number = row.RowNumber + (headings ? 1 : 0);
            if (row.FieldCount < Fewest || row.FieldCount > Columns.Length)
            {
                throw Unreadable(
                    number,
                    $"has {row.FieldCount} columns. A row has the columns {string.Join(", ", Columns)}; those after value may be left out."
                );
            }
            if (Enumerable.Range(0, row.FieldCount).Any(column => reader.GetSpan(column).Length > LongestCell))
                throw NeverClosed(number);
            string? Cell(int column) => reader.GetString(column).Trim() is { Length: > 0 } text ? text : null;
            values.Add(new(Cell(0) ?? "", Cell(1) ?? "", Cell(2) ?? "", Cell(3), Cell(5), Cell(4), Cell(8), Cell(10) == "true"));
        }
        return new("", values);
    }

    private static Refusal NeverClosed(long row) =>
        Unreadable(row, "cannot be read. Look for a quotation mark that is opened there and never closed.");

    private static Refusal Unreadable(long row, string why) =>
        Format.Malformed(string.Create(CultureInfo.InvariantCulture, $"Row {row} {why}"));
}
