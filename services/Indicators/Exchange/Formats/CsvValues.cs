using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Indicators.Exchange.Formats;

/// <summary>DHIS2's CSV: a value in a row, the columns known by their place.</summary>
public static class CsvValues
{
    private const int Fewest = 6;
    private static readonly string[] Columns =
        ["dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value", "storedby", "lastupdated", "comment", "followup", "deleted"];

    /// <remarks>Codes, numbers and one word: there is nothing in it that a spreadsheet could run.</remarks>
    public static byte[] Write(DataValueSet set, ExportMoment moment)
    {
        var text = new StringBuilder();
        Line(text, Columns);
        foreach (var value in set.Values)
            Line(text, value.DataElement, value.Period, value.OrgUnit, value.CategoryOptionCombo, value.AttributeOptionCombo, value.Value, null, null, value.Comment, null, null);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Line(StringBuilder text, params string?[] cells) => text.AppendJoin(',', cells.Select(cell => cell is null ? "" : $"\"{cell}\"")).Append('\n');

    /// <param name="headings">Whether the first row is the headings (<c>firstRowIsHeader</c>).</param>
    /// <exception cref="Refusal"><c>malformed</c>.</exception>
    public static DataValueSet Read(byte[] file, bool headings)
    {
        using var parser = new CsvParser(new StringReader(Format.Text(file)), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MaxFieldSize = 1000 });
        var values = new List<DataValue>();
        try
        {
            if (headings) parser.Read();
            while (parser.Read())
            {
                var cells = parser.Record!;
                if (cells.Length is < Fewest or > 11)
                    throw Format.Malformed(string.Create(CultureInfo.InvariantCulture, $"Row {parser.Row} has {cells.Length} columns. A row has the columns {string.Join(", ", Columns)}; those after value may be left out."));
                string? Cell(int column) => column < cells.Length && cells[column].Trim() is { Length: > 0 } text ? text : null;
                values.Add(new(Cell(0) ?? "", Cell(1) ?? "", Cell(2) ?? "", Cell(3), Cell(5), Cell(4), Cell(8), Cell(10) == "true"));
            }
        }
        catch (CsvHelperException) { throw Format.Malformed(string.Create(CultureInfo.InvariantCulture, $"Row {parser.Row} cannot be read. Look for a quotation mark that is opened there and never closed.")); }
        return new("", values);
    }
}
