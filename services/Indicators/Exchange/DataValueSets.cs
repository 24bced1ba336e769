using Indicators.Exchange.Formats;
using Indicators.Figures;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange;

/// <summary>A collective's own data values, out and in. Inside the collective nothing is withheld.</summary>
public static class DataValueSets
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

    /// <summary>Takes data values as figures entered by hand. A repeated import is ignored, value by value.</summary>
    /// <remarks>All that can be taken is taken at once. A conflict is said of each value that cannot, and with atomic=true
    /// nothing is taken then. Nothing is overwritten: every word that was entered is kept.</remarks>
    [Needs(Permission.FiguresEnter)]
    [ProducesResponseType<ImportSummary>(200)]
    [ProducesResponseType<RestError>(400)]
    [ProducesResponseType<ImportSummary>(409)]
    [ProducesResponseType<RestError>(413)]
    public static async Task<IResult> ImportAsync(
        [AsParameters] ImportParameters asked,
        HttpRequest request,
        ImportValues import,
        CancellationToken cancellationToken
    )
    {
        var options = ImportOptions.Read(asked);
        var summary = await import.RunAsync(await Upload.ReadAsync(request, options, cancellationToken), options, cancellationToken);
        return Results.Json(summary, statusCode: summary.Conflicts.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}

/// <summary>Data values in DHIS2's JSON.</summary>
/// <param name="DataSet">The data set that was asked for, if it was one.</param>
/// <param name="Period">For an import, of all values that name none; so are the next two.</param>
public sealed record DataValueSetDocument(
    IReadOnlyList<DataValueDocument> DataValues,
    string? DataSet = null,
    string? Period = null,
    string? OrgUnit = null,
    string? AttributeOptionCombo = null
);

/// <summary>One data value. Missing: it is withheld, or nobody knows it.</summary>
/// <param name="OrgUnit">The collective's code.</param>
/// <param name="CategoryOptionCombo">Of which persons: default for all.</param>
/// <param name="Value">A whole number; amounts of money are in paise.</param>
/// <param name="Comment">entered: entered by hand rather than counted from records.</param>
/// <param name="Deleted">In an import: the value is to be taken back.</param>
public sealed record DataValueDocument(
    string DataElement,
    string Value,
    string? Period = null,
    string? OrgUnit = null,
    string? CategoryOptionCombo = null,
    string? AttributeOptionCombo = null,
    string? Comment = null,
    bool? Deleted = null
);
