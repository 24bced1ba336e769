using Indicators.Exchange.Formats;
using Indicators.Figures;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange;

/// <summary>A collective's own data values. Inside the collective nothing is suppressed.</summary>
public static partial class DataValueSets
{
    /// <summary>The collective's figures as data values, in JSON, CSV or ADX.</summary>
    /// <remarks>A value that was entered by hand has the comment "entered". What nobody counted or entered is missing, not 0.</remarks>
    [Needs(Permission.FiguresRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(400)]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsync(
        [AsParameters] ExportParameters asked,
        HttpRequest request,
        IndicatorsDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => WriteAsync(Format.Wished(request), asked, db, caller, clock, cancellationToken);

    /// <summary>The same in the format that the address names: json, csv or adx.</summary>
    [Needs(Permission.FiguresRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsAsync(
        string form,
        [AsParameters] ExportParameters asked,
        IndicatorsDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => WriteAsync(Format.Named(form), asked, db, caller, clock, cancellationToken);

    private static async Task<IResult> WriteAsync(
        Format format,
        ExportParameters asked,
        IndicatorsDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var query = ExportQuery.Read(asked, clock.Today);
        if (query.Collectives.FirstOrDefault(unit => unit != caller.Collective) is { } other)
            throw Refusal.NotNow("E2006", $"There is no collective {ExportQuery.Shown(other)}.");
        var figures = query.Periods.Count == 0 ? [] : await db.CountAsync(query.Periods, cancellationToken, cells: true);
        return query.Export([(caller.Collective, figures)]).ToResult(format, clock);
    }
}
