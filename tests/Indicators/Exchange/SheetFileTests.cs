using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Sangam.Sheets;

namespace Indicators.Tests;

/// <summary>The same table as a CSV and as a workbook.</summary>
public sealed class SheetFileTests
{
    private static readonly string[] Columns = ["Name", "Number", "Amount", "Day"];
    private static readonly object?[][] Rows =
    [
        ["ఆశ, \"Asha\"", 12L, 1234.5m, new DateOnly(2026, 3, 31)],
        ["=1+1", -3L, -0.25m, null],
        ["  two spaces ", null, null, null],
    ];

    [Fact]
    public void A_CSV_has_its_mark_quotes_what_needs_it_and_runs_nothing() =>
        Assert.Equal(
            "\uFEFFName,Number,Amount,Day\r\n\"ఆశ, \"\"Asha\"\"\",12,1234.50,2026-03-31\r\n\"'=1+1\",-3,-0.25,\r\n  two spaces ,,,\r\n",
            Encoding.UTF8.GetString(SheetFile.Csv(Columns, Rows))
        );

    [Fact]
    public void A_workbook_is_valid_and_its_numbers_are_numbers()
    {
        using var file = new MemoryStream(SheetFile.Xlsx(Columns, Rows));
        using var document = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var cells = document
            .WorkbookPart!.WorksheetParts.Single()
            .Worksheet!.Descendants<Row>()
            .Select(row => string.Join('|', row.Elements<Cell>().Select(Said)));
        Assert.Equal(
            [
                "text Name|text Number|text Amount|text Day",
                "text ఆశ, \"Asha\"|12|#1234.50|text 2026-03-31",
                "text '=1+1|-3|#-0.25|",
                "text   two spaces |||",
            ],
            cells
        );
    }

    /// <summary>A cell's text or number; <c>#</c> is the style of two decimals.</summary>
    private static string Said(Cell cell) =>
        cell.InlineString is { } text ? $"text {text.InnerText}" : (cell.StyleIndex?.Value > 0 ? "#" : "") + cell.CellValue?.Text;
}
