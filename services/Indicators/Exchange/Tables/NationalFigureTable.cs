using System.Collections.Immutable;
using Indicators.National;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

/// <summary>Every collective's figures, as the network's pages show them.</summary>
public static partial class NationalTables
{
    private static readonly IReadOnlyList<string> FigureColumns = ["collective", "collective name", "state", .. FigureRow.Columns];

    /// <summary>Every collective's released figures: a row for each. What a collective suppressed is empty and marked.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> FiguresAsync(
        string form,
        [AsParameters] PeriodParameters asked,
        NationalDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var rows = await db.ReleasedAsync(ExportQuery.ReadPeriods(asked, clock.Today), ImmutableHashSet<string>.Empty, cancellationToken);
        return new TableFile(
            "figures",
            FigureColumns,
            [
                .. rows.Select(r =>
                    (IReadOnlyList<object?>)[r.Collective.Code, r.Collective.Name, r.Collective.StateCode, .. FigureRow.Of(r.Figure)]
                ),
            ]
        ).ToResult(form);
    }
}
