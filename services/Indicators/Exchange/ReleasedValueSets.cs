using Indicators.Exchange.Formats;
using Indicators.Figures;
using Indicators.National;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange;

/// <summary>What collectives have released, as data values for the network.</summary>
public static class ReleasedValueSets
{
    /// <summary>Released figures of all collectives as data values, in JSON, CSV or ADX.</summary>
    /// <remarks>What a collective suppressed is missing, never 0. A value that was entered by hand has the comment "entered".</remarks>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(400)]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsync(
        [AsParameters] ExportParameters asked,
        HttpRequest request,
        NationalDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => WriteAsync(Format.Wished(request), asked, db, clock, cancellationToken);

    /// <summary>The same in the format that the address names: json, csv or adx.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsAsync(
        string form,
        [AsParameters] ExportParameters asked,
        NationalDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => WriteAsync(Format.Named(form), asked, db, clock, cancellationToken);

    private static async Task<IResult> WriteAsync(
        Format format,
        ExportParameters asked,
        NationalDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var query = ExportQuery.Read(asked, clock.Today);
        if (query.Collectives.Except(await db.KnownAsync(query.Collectives, cancellationToken)).FirstOrDefault() is { } unknown)
            throw Refusal.NotNow("E2006", $"There is no collective {ExportQuery.Shown(unknown)}.");
        var released = await db.ReleasedAsync(query.Periods, query.Collectives, cancellationToken);
        return query
            .Export(
                released
                    .GroupBy(r => (r.Collective.Code, r.Figure.Period))
                    .Select(g => (g.Key.Code, (IReadOnlyList<Figure>)[.. g.Select(r => r.Figure)]))
            )
            .ToResult(format, clock);
    }
}
