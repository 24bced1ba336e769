using System.Globalization;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Sangam.Sheets;

/// <summary>
/// A table as a file for a spreadsheet. A cell is a text, a whole number (<see cref="long"/>), an amount with two decimals
/// (<see cref="decimal"/>), a
/// <see cref="DateOnly"/> (written 2026-03-31) or null for an empty one. Numbers stay numbers; text that a spreadsheet would
/// run as a formula is made plain.
/// </summary>
public static class SheetFile
{
    public const string CsvType = "text/csv; charset=utf-8",
        XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const uint Decimals = 1; // the place of the style; 0 is the plain one

    /// <summary>UTF-8 with its mark, without which spreadsheets guess the letters wrong.</summary>
    public static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new() { WriteByteOrderMark = true, ShouldQuote = (text, _, _, _) => text is ['\'', ..] }))
        {
            foreach (var cells in rows.Prepend(columns))
                csv.WriteRecord([.. cells.Select(cell => Number(cell) ?? SheetText.Harmless(Text(cell)))]);
        }
        return file.ToArray();
    }

    public static byte[] Xlsx(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new(
                new Fonts(new Font()),
                new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125)), // these two are always there
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                // 4 is #,##0.00 everywhere
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true })
            );
            var page = book.AddNewPart<WorksheetPart>();
            page.Worksheet = new(new SheetData((IEnumerable<OpenXmlElement>)[.. rows.Prepend(columns).Select(Row)]));
            book.Workbook = new(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(page),
                        SheetId = 1,
                        Name = "Sheet",
                    }
                )
            );
        }
        return file.ToArray();
    }

    private static Fill Fill(PatternValues pattern) => new(new PatternFill { PatternType = pattern });

    private static Row Row(IReadOnlyList<object?> cells) =>
        new(
            cells.Select(cell =>
                cell switch
                {
                    null => new Cell(),
                    decimal => new Cell
                    {
                        DataType = CellValues.Number,
                        CellValue = new(Number(cell)!),
                        StyleIndex = Decimals,
                    },
                    long => new Cell { DataType = CellValues.Number, CellValue = new(Number(cell)!) },
                    _ => new Cell
                    {
                        DataType = CellValues.InlineString,
                        InlineString = new(new Text(SheetText.Harmless(Text(cell))) { Space = SpaceProcessingModeValues.Preserve }),
                    },
                }
            )
        );

    private static string? Number(object? cell) =>
        cell switch
        {
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
            _ => null,
        };

    private static string Text(object? cell) =>
        cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell?.ToString() ?? "";
}
