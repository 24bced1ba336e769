using System.Collections.Immutable;
using Indicators.Figures;
using Indicators.National;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

/// <summary>The network's tables, as its pages show them.</summary>
public static class NationalTables
{
    private static readonly IReadOnlyList<string> Collectives = ["collective", "collective name", "state", .. FigureRow.Columns];

    /// <summary>Every collective's released figures: a row for each. What a collective withheld is empty and marked.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> FiguresAsync(string form, [AsParameters] PeriodParameters asked, NationalService national, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rows = await national.RowsAsync(ExportQuery.ReadPeriods(asked, clock.Today), ImmutableHashSet<string>.Empty, cancellationToken);
        return new TableFile("figures", Collectives, [.. rows.SelectMany(row => row.Figures.Select(f => (IReadOnlyList<object?>)[row.Collective, row.Name, row.StateCode, .. FigureRow.Of(Figure.From(f))]))]).ToResult(form);
    }
}
