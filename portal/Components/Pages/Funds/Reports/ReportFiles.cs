using System.Globalization;
using Portal.Access;
using Sangam;
using Sangam.Security;
using Sangam.Sheets;
using static Sangam.Membership.V1.Funds;

namespace Portal.Components.Pages.Funds.Reports;

/// <summary>Each report, and all vouchers of a year, as a file. The name of the file says nothing of what is in it.</summary>
internal static class ReportFiles
{
    public static void MapReportFiles(this WebApplication app) =>
        app.MapGet(
                "/funds/{hidden}/sheets/{report}/{form:regex(^(csv|xlsx)$)}",
                async (
                    string hidden,
                    string report,
                    string form,
                    string? period,
                    int? account,
                    FundsClient funds,
                    Ids ids,
                    TimeProvider clock
                ) =>
                {
                    if (!BookReports.All.TryGetValue(report, out var kind))
                        return Results.NotFound();
                    var books = await funds.GetBooksAsync(new() { Id = ids.Show(hidden) });
                    if (books.Accounts.FirstOrDefault(a => a.Number == (account ?? books.Accounts[0].Number)) is not { } chosen)
                        return Results.NotFound();
                    var days = BookReports.Period(period, kind.Monthly, clock.Today);

                    var sheet = await new BookReports(funds).OfAsync(report, books, days, chosen, whole: true);
                    var name = $"sheet-{days.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{form}";
                    var rows = sheet.Lines.Select(line =>
                        (IReadOnlyList<object?>)[.. line.Cells.Select(cell => cell is Sheet.Money money ? money.Paise / 100m : cell)]
                    );
                    return form == "csv"
                        ? Results.File(SheetFile.Csv(sheet.Columns, rows), SheetFile.CsvType, name)
                        : Results.File(SheetFile.Xlsx(sheet.Columns, rows), SheetFile.XlsxType, name);
                }
            )
            .RequireAuthorization(Permission.FundsRead);
}
