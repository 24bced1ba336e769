using System.Globalization;
using System.Text;
using Sangam.National.V1;
using Sangam.Security;
using static Sangam.National.V1.National;

namespace Portal.Figures;

/// <summary>
/// The network's table as a sheet (CSV, UTF-8), a line for each figure. The value of a hidden figure is left empty, never 0; text that a
/// spreadsheet would run as a formula is made plain.
/// </summary>
public static class FiguresSheet
{
    private static readonly string[] Columns = ["collective", "name", "state", "period", "indicator", "part", "type", "value", "denominator", "hidden", "entered"];

    public static void MapFiguresSheet(this WebApplication app) =>
        app.MapGet("/figures.csv", async (string? period, NationalClient national, CancellationToken cancellationToken) =>
        {
            if (PeriodName.Read(period) is not { } chosen) return Results.NotFound();
            var table = await national.GetTableAsync(new() { Period = chosen }, cancellationToken: cancellationToken);
            return Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Of(table))).ToArray(), "text/csv; charset=utf-8", $"figures-{period}.csv");
        }).RequireAuthorization(Permission.NationalRead);

    public static string Of(Table table)
    {
        var sheet = new StringBuilder();
        Line(sheet, Columns);
        foreach (var row in table.Collectives)
            foreach (var figure in row.Figures)
                Line(sheet, row.Collective, row.Name, row.StateCode, PeriodName.Of(figure.Period), figure.Indicator, figure.Part, figure.Type.ToString(),
                    figure.Suppressed ? "" : Text(figure.Value),
                    figure.Suppressed || !figure.HasDenominator ? "" : Text(figure.Denominator),
                    figure.Suppressed ? "yes" : "no", figure.Entered ? "yes" : "no");
        return sheet.ToString();
    }

    private static void Line(StringBuilder sheet, params IEnumerable<string> cells) => sheet.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string text)
    {
        var visible = string.Concat(text.Where(letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format));
        if (visible is ['=' or '+' or '-' or '@', ..]) visible = "'" + visible;
        return visible.AsSpan().ContainsAny(",\"'") ? $"\"{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : visible;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
