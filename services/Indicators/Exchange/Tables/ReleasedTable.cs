using Indicators.Figures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

public static partial class FigureTables
{
    /// <summary>
    /// What the collective has released of these periods, as the network sees it: a suppressed figure is empty and marked.
    /// </summary>
    [Needs(Permission.FiguresRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> ReleasedAsync(
        string form,
        [AsParameters] PeriodParameters asked,
        IndicatorsDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var periods = ExportQuery.ReadPeriods(asked, clock.Today);
        // A longer period is released with the month that ends it.
        var months = periods.Select(p => Period.Month(p.Last).First).Distinct().ToArray();
        var releases = await db.ReleasedMonths.AsNoTracking().Where(r => months.Contains(r.FirstDay)).ToListAsync(cancellationToken);
        var figures = releases
            .GroupBy(r => r.FirstDay)
            .OrderBy(g => g.Key)
            .SelectMany(g => g.MaxBy(r => r.Revision)!.ToMessage().Figures)
            .Select(Figure.From)
            .Where(f => periods.Contains(f.Period));
        return new TableFile("released", FigureRow.Columns, [.. figures.Select(FigureRow.Of)]).ToResult(form);
    }
}
