using Indicators.Figures;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

public static partial class FigureTables
{
    /// <summary>
    /// The collective's figures as they stand: a row for each, with those by age and gender. Nothing is suppressed inside the
    /// collective.
    /// </summary>
    [Needs(Permission.FiguresRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> FiguresAsync(
        string form,
        [AsParameters] PeriodParameters asked,
        IndicatorsDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var periods = ExportQuery.ReadPeriods(asked, clock.Today);
        var figures = periods.Count == 0 ? [] : await db.CountAsync(periods, cancellationToken, cells: true);
        return new TableFile("figures", FigureRow.Columns, [.. figures.Select(FigureRow.Of)]).ToResult(form);
    }
}
