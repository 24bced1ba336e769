using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Portal.Components.Pages.Funds;

/// <summary>A sheet as a file: amounts are numbers in rupees with two decimals, days are written 2026-03-31, and text that a spreadsheet would run as a formula is made plain.</summary>
internal static class SheetFile
{
    private const uint Plain = 0, Rupees = 1;

    public static byte[] Csv(Sheet sheet)
    {
        var text = new StringBuilder();
        foreach (var cells in (IEnumerable<IReadOnlyList<object?>>)[[.. sheet.Columns], .. sheet.Lines.Select(line => line.Cells)])
            text.AppendJoin(',', cells.Select(cell => cell is Sheet.Money money ? Amount(money) : Quoted(Harmless(Text(cell))))).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static byte[] Xlsx(Sheet sheet)
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
            page.Worksheet = new(new SheetData((IEnumerable<OpenXmlElement>)[Row([.. sheet.Columns]), .. sheet.Lines.Select(line => Row(line.Cells))]));
            book.Workbook = new(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(page), SheetId = 1, Name = "Sheet" }));
        }
        return file.ToArray();
    }

    private static Row Row(IReadOnlyList<object?> cells) => new(cells.Select(cell => cell switch
    {
        null => new Cell(),
        Sheet.Money money => new Cell { DataType = CellValues.Number, StyleIndex = Rupees, CellValue = new(Amount(money)) },
        _ => new Cell { DataType = CellValues.InlineString, StyleIndex = Plain, InlineString = new(new Text(Harmless(Text(cell))) { Space = SpaceProcessingModeValues.Preserve }) },
    }));

    private static string Amount(Sheet.Money money) => (money.Paise / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(object? cell) => cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell?.ToString() ?? "";

    private static string Harmless(string text)
    {
        var visible = string.Concat(text.Where(letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format));
        return visible.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + visible : visible;
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"'") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
