using Indicators.Values;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

public static class EnteredTable
{
    private static readonly IReadOnlyList<string> Columns =
    [
        "period",
        "indicator",
        "part",
        "name",
        "age",
        "gender",
        "value",
        "denominator",
        "unit",
        "entered",
        "entered on",
        "revision",
        "note",
    ];

    /// <summary>
    /// What was entered by hand and stands, the earliest period first. The notes are the collective's own. Who entered a value
    /// is not in it.
    /// </summary>
    [Needs(Permission.FiguresRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    public static async Task<IResult> EnteredAsync(string form, IndicatorsDb db, CancellationToken cancellationToken)
    {
        var values = await db.StandingValues().OrderBy(v => v.FirstDay).ThenBy(v => v.Id).ToListAsync(cancellationToken);
        return new TableFile(
            "entered",
            Columns,
            [
                .. values.Select(v =>
                    (IReadOnlyList<object?>)
                        [
                            PeriodCode.Dhis2(v.Period),
                            v.Indicator,
                            v.Part,
                            FigureRow.NameOf(v.Indicator, v.Part),
                            FigureRow.Age(v.AgeBand),
                            FigureRow.Gender(v.Gender),
                            FigureRow.Amount(v.Value!.Value, FigureRow.UnitOf(v.Indicator, v.Part)),
                            v.Denominator is { } denominator ? FigureRow.Amount(denominator, FigureRow.UnitOf(v.Indicator, v.Part)) : null,
                            FigureRow.Word(FigureRow.UnitOf(v.Indicator, v.Part)),
                            DataValue.Entered,
                            India.DayOf(v.EnteredAt),
                            (long)v.Revision,
                            v.Note,
                        ]
                ),
            ]
        ).ToResult(form);
    }
}
