using System.IO.Compression;
using System.Net;
using Indicators.Exchange.Formats;
using Indicators.Exchange.Tables;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Sangam.Rest;

namespace Indicators.Exchange;

/// <summary>
/// Figures in the formats of others, over plain HTTP: <c>/api</c> for a collective's own, <c>/network/api</c> for the
/// network's. Outside both are called
/// <c>/api</c>: the gateway knows by the host which one is meant, and the token has the last word.
/// </summary>
public static class ExchangeEndpoints
{
    internal const string Own = "/api",
        Network = "/network/api";

    public static void AddExchange(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ImportValues>();
        builder.Services.AddApiDocuments();
        // Answers go to whoever shows a token with each request, which no other site can make her browser send: nobody can
        // measure what their own text does to the length of her answer (ADR 0018). The rest of the service is not compressed.
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. Format.All.Select(f => f.Type), "text/csv"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    public static void MapExchange(this WebApplication app)
    {
        app.UseWhen(
            http =>
                http.Request.Path.StartsWithSegments(Own, StringComparison.OrdinalIgnoreCase)
                || http.Request.Path.StartsWithSegments(Network, StringComparison.OrdinalIgnoreCase),
            rest =>
            {
                rest.UseResponseCompression();
                rest.UseStatusCodePages(NothingHereAsync);
            }
        );

        var own = Map(app, Own);
        own.MapGet("/dataValueSets", DataValueSets.ExportAsync);
        own.MapGet("/dataValueSets.{form:regex(^(json|csv|adx)$)}", DataValueSets.ExportAsAsync);
        own.MapPost("/dataValueSets", DataValueSets.ImportAsync).AddOpenApiOperationTransformer(ApiDocuments.DescribeBodyAsync);
        own.MapGet("/tables/figures.{form:regex(^(csv|xlsx)$)}", FigureTables.FiguresAsync);
        own.MapGet("/tables/released.{form:regex(^(csv|xlsx)$)}", FigureTables.ReleasedAsync);
        own.MapGet("/tables/entered.{form:regex(^(csv|xlsx)$)}", EnteredTable.EnteredAsync);
        own.MapGet("/tables/dictionary.{form:regex(^(csv|xlsx)$)}", DictionaryTable.Dictionary);
        own.MapGet("/metadata.json", DictionaryTable.Metadata);
        own.MapGet("/openapi.json", ApiDocuments.OwnAsync);

        var network = Map(app, Network);
        network.MapGet("/dataValueSets", ReleasedValueSets.ExportAsync);
        network.MapGet("/dataValueSets.{form:regex(^(json|csv|adx)$)}", ReleasedValueSets.ExportAsAsync);
        network.MapGet("/tables/figures.{form:regex(^(csv|xlsx)$)}", NationalTables.FiguresAsync);
        network.MapGet("/tables/aggregates.{form:regex(^(csv|xlsx)$)}", NationalTables.AggregatesAsync);
        network.MapGet("/tables/dictionary.{form:regex(^(csv|xlsx)$)}", DictionaryTable.Dictionary);
        network.MapGet("/metadata.json", DictionaryTable.Metadata);
        network.MapGet("/openapi.json", ApiDocuments.NetworkAsync);
    }

    /// <summary>The last two answers are the gateway's: too much was asked at once, or we are away.</summary>
    private static RouteGroupBuilder Map(WebApplication app, string prefix) =>
        app.MapRest(prefix)
            .WithMetadata(
                new ProducesResponseTypeMetadata(429, typeof(RestError), ["application/json"]),
                new ProducesResponseTypeMetadata(503, typeof(RestError), ["application/json"])
            );

    /// <summary>An address or a method that there is not is refused in the same shape as everything else.</summary>
    private static Task NothingHereAsync(StatusCodeContext context)
    {
        var request = context.HttpContext.Request;
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        return response.WriteAsJsonAsync(
            RestError.Of(
                (HttpStatusCode)response.StatusCode,
                response.StatusCode == StatusCodes.Status405MethodNotAllowed ? "no_such_method" : "no_such_address",
                $"There is no {ExportQuery.Shown(request.Method)} for this address. GET /api/openapi.json describes all that there are."
            ),
            request.HttpContext.RequestAborted
        );
    }
}
