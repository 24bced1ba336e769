using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Sangam.Sheets;

/// <summary>
/// A table as a file for a spreadsheet. A cell is a text, a whole number (<see cref="long"/>), an amount with two decimals (<see cref="decimal"/>), a
/// <see cref="DateOnly"/> (written 2026-03-31) or null for an empty one. Numbers stay numbers; text that a spreadsheet would run as a formula is made plain.
/// </summary>
public static class SheetFile
{
    public const string CsvType = "text/csv; charset=utf-8", XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const uint Plain = 0, Decimals = 1;

    /// <summary>UTF-8 with its mark, without which spreadsheets guess the letters wrong.</summary>
    public static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var cells in rows.Prepend(columns))
            text.AppendJoin(',', cells.Select(cell => Number(cell) ?? Quoted(SheetText.Harmless(Text(cell))))).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static byte[] Xlsx(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new(
                new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })), new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true }));   // 4 is #,##0.00 in every spreadsheet
            var page = book.AddNewPart<WorksheetPart>();
            page.Worksheet = new(new SheetData((IEnumerable<OpenXmlElement>)[.. rows.Prepend(columns).Select(Row)]));
            book.Workbook = new(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new Sheet { Id = book.GetIdOfPart(page), SheetId = 1, Name = "Sheet" }));
        }
        return file.ToArray();
    }

    private static Row Row(IReadOnlyList<object?> cells) => new(cells.Select(cell =>
        cell is null ? new Cell()
        : Number(cell) is { } number ? new Cell { DataType = CellValues.Number, StyleIndex = cell is decimal ? Decimals : Plain, CellValue = new(number) }
        : new Cell { DataType = CellValues.InlineString, StyleIndex = Plain, InlineString = new(new Text(SheetText.Harmless(Text(cell))) { Space = SpaceProcessingModeValues.Preserve }) }));

    private static string? Number(object? cell) => cell switch
    {
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Text(object? cell) => cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell?.ToString() ?? "";

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"'") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
