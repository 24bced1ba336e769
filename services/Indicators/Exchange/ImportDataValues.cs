using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange;

public static partial class DataValueSets
{
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
