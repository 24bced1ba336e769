using System.Globalization;
using System.Text;
using Indicators.Exchange.Formats;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange;

/// <summary>
/// What describes the REST side to programs (OpenAPI 3.1): a document for collectives and one for the network, as each sees it.
/// </summary>
public static class ApiDocuments
{
    private const string Own = "own",
        Network = "network";

    public static void AddApiDocuments(this IServiceCollection services)
    {
        Add(services, Own, ExchangeEndpoints.Own, "Figures of a collective");
        Add(services, Network, ExchangeEndpoints.Network, "Figures that collectives released");
    }

    /// <summary>This document.</summary>
    [OpenToAll("It describes addresses and formats and says nothing of anybody.")]
    [ProducesResponseType(200)]
    public static Task<IResult> OwnAsync([FromKeyedServices(Own)] IOpenApiDocumentProvider document, CancellationToken cancellationToken) =>
        WriteAsync(document, cancellationToken);

    /// <summary>This document.</summary>
    [OpenToAll("It describes addresses and formats and says nothing of anybody.")]
    [ProducesResponseType(200)]
    public static Task<IResult> NetworkAsync(
        [FromKeyedServices(Network)] IOpenApiDocumentProvider document,
        CancellationToken cancellationToken
    ) => WriteAsync(document, cancellationToken);

    /// <summary>The handler reads the body itself, so that it can say what is wrong with it.</summary>
    internal static async Task DescribeBodyAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var values = await context.GetOrCreateSchemaAsync(typeof(DataValueSetDocument), null, cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = Format.All.ToDictionary(
                f => f.Type,
                f => new OpenApiMediaType { Schema = f == Format.Json ? values : new OpenApiSchema { Type = JsonSchemaType.String } }
            ),
        };
    }

    private static async Task<IResult> WriteAsync(IOpenApiDocumentProvider provider, CancellationToken cancellationToken)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return new Representation(Encoding.UTF8.GetBytes(text.ToString()), "application/json");
    }

    private static void Add(IServiceCollection services, string name, string prefix, string title) =>
        services.AddOpenApi(
            name,
            o =>
            {
                o.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith($"{prefix}/", StringComparison.Ordinal);
                o.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new() { Title = $"Sangam: {title}", Version = "1" };
                        document.Servers = [];
                        AskForToken(document);
                        SayWhenUnchanged(document);
                        ShowOutsidePaths(document, prefix);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    private static void AskForToken(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
    }

    private static void SayWhenUnchanged(OpenApiDocument document)
    {
        foreach (var (_, get) in document.Paths.Values.SelectMany(p => p.Operations!).Where(o => o.Key == HttpMethod.Get))
            get.Responses!["304"] = new OpenApiResponse { Description = "It is what the tag in If-None-Match stands for." };
    }

    /// <summary>From outside the network's prefix is the host.</summary>
    private static void ShowOutsidePaths(OpenApiDocument document, string prefix)
    {
        var paths = document.Paths.ToList();
        document.Paths.Clear();
        foreach (var (path, item) in paths)
            document.Paths.Add(ExchangeEndpoints.Own + path[prefix.Length..], item);
    }
}
