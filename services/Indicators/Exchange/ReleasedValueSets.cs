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
    /// <remarks>What a collective withheld is missing, never 0. A value that was entered by hand has the comment "entered".</remarks>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsync([AsParameters] ExportParameters asked, HttpRequest request, NationalService national, TimeProvider clock, CancellationToken cancellationToken) =>
        WriteAsync(Format.Wished(request), asked, national, clock, cancellationToken);

    /// <summary>The same in the format that the address names: json, csv or adx.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<DataValueSetDocument>(200, "application/json", "application/csv", "application/adx+xml")]
    [ProducesResponseType<RestError>(409)]
    public static Task<IResult> ExportAsAsync(string form, [AsParameters] ExportParameters asked, NationalService national, TimeProvider clock, CancellationToken cancellationToken) =>
        WriteAsync(Format.Named(form), asked, national, clock, cancellationToken);

    private static async Task<IResult> WriteAsync(Format format, ExportParameters asked, NationalService national, TimeProvider clock, CancellationToken cancellationToken)
    {
        var query = ExportQuery.Read(asked, clock.Today);
        var rows = await national.RowsAsync(query.Periods, query.Collectives, cancellationToken);
        return query.Export(rows.Select(row => (row.Collective, (IReadOnlyList<Figure>)[.. row.Figures.Select(Figure.From)]))).ToResult(format, clock);
    }

    /// <summary>The rows of the network's table, period by period: what it shows is what can be taken along.</summary>
    internal static async Task<IReadOnlyList<NationalV1.CollectiveRow>> RowsAsync(this NationalService national, IEnumerable<Period> periods, IReadOnlySet<string> collectives, CancellationToken cancellationToken)
    {
        var rows = new List<NationalV1.CollectiveRow>();
        foreach (var period in periods)
            rows.AddRange((await national.GetTable(new() { Period = period.ToMessage(), Collectives = { collectives }, WithCells = true }, new InnerCall(cancellationToken))).Collectives);
        return rows;
    }
}
