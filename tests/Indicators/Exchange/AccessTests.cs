using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Indicators.Exchange;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Sangam.Security;

namespace Indicators.Tests;

public sealed class AccessTests(IndicatorsFixture network)
{
    private const string May = "/api/dataValueSets?period=202405&dataElement=SANGAM_P8";

    [Fact]
    public void Every_endpoint_names_a_permission_or_says_why_it_needs_none()
    {
        Assert.NotEmpty(Endpoints);
        Assert.Empty(
            Endpoints
                .Where(e => (e.Metadata.GetMetadata<NeedsAttribute>() is null) == (e.Metadata.GetMetadata<OpenToAllAttribute>() is null))
                .Select(e => e.DisplayName)
        );
    }

    [Fact]
    public void Who_may_ask_for_what_is_as_it_was_reviewed() =>
        Assert.Equal(
            [
                "GET /api/dataValueSets figures.read",
                "GET /api/dataValueSets.{form} figures.read",
                "GET /api/metadata.json whoever is signed in",
                "GET /api/openapi.json everybody",
                "GET /api/tables/dictionary.{form} whoever is signed in",
                "GET /api/tables/entered.{form} figures.read",
                "GET /api/tables/figures.{form} figures.read",
                "GET /api/tables/released.{form} figures.read",
                "GET /network/api/dataValueSets national.read",
                "GET /network/api/dataValueSets.{form} national.read",
                "GET /network/api/metadata.json whoever is signed in",
                "GET /network/api/openapi.json everybody",
                "GET /network/api/tables/aggregates.{form} national.read",
                "GET /network/api/tables/dictionary.{form} whoever is signed in",
                "GET /network/api/tables/figures.{form} national.read",
                "POST /api/dataValueSets figures.enter",
            ],
            Endpoints.Select(e => $"{Method(e)} {Path(e)} {Who(e)}").Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("/api")]
    [InlineData("/network/api")]
    public async Task The_document_describes_every_endpoint_with_its_parameters_answers_and_errors(string prefix)
    {
        using var client = network.Rest(null, "vimukthi.localhost");

        var (status, body) = await client.AskAsync($"{prefix}/openapi.json");

        using var document = JsonDocument.Parse(body);
        var paths = document.RootElement.GetProperty("paths");
        var expected = Endpoints
            .Where(e => Path(e).StartsWith($"{prefix}/", StringComparison.Ordinal))
            .Select(e => $"{Method(e)} /api{Path(e)[prefix.Length..]}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal((HttpStatusCode.OK, "3.1.1"), (status, document.RootElement.GetProperty("openapi").GetString()));
        Assert.Equal(
            expected,
            paths
                .EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"))
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject()),
            operation =>
            {
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
                var answers = operation.Value.GetProperty("responses").EnumerateObject().ToList();
                Assert.Superset(
                    new HashSet<string>([operation.Name == "get" ? "304" : "413", "200", "401", "403", "429", "503"]),
                    answers.Select(a => a.Name).ToHashSet()
                );
                if (operation.Value.TryGetProperty("parameters", out var parameters))
                    Assert.All(
                        parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query"),
                        p => Assert.NotEmpty(p.GetProperty("description").GetString()!)
                    );
            }
        );
    }

    [Fact]
    public async Task Without_a_token_or_with_one_that_is_none_nothing_is_said()
    {
        using var nobody = network.Rest(null, "vimukthi.localhost");
        using var forged = network.Rest("eyJhbGciOiJub25lIn0.e30.", "vimukthi.localhost");

        Assert.Equal((HttpStatusCode.Unauthorized, "sign_in_first"), await nobody.RefusedAsync(May));
        Assert.Equal((HttpStatusCode.Unauthorized, "token_refused"), await forged.RefusedAsync(May));
    }

    [Fact]
    public async Task A_token_is_good_on_its_own_host_alone()
    {
        var mine = network.NewCollective();
        var other = network.NewCollective();
        await other.StoriesAsync(7, new(2024, 5, 10));

        foreach (var host in (string[])[$"{other.Code}.localhost", "network.localhost", "nobody.localhost", "localhost"])
            Assert.Equal((HttpStatusCode.Forbidden, "other_host"), await network.Rest(mine, host: host).RefusedAsync(May));
        Assert.Equal(
            (HttpStatusCode.Forbidden, "other_host"),
            await network.Rest(mine, host: "network.localhost").RefusedAsync("/network" + May)
        );
        Assert.Equal((HttpStatusCode.Forbidden, "other_host"), await network.RestOfNetwork($"{mine.Code}.localhost").RefusedAsync(May));
        Assert.Equal(
            (HttpStatusCode.Forbidden, "other_host"),
            await network.RestOfNetwork($"{mine.Code}.localhost").RefusedAsync("/network" + May)
        );
        Assert.Equal(["SANGAM_P8 202405 default=0"], await network.Rest(mine).ValuesAsync("period=202405&dataElement=SANGAM_P8"));
    }

    [Fact]
    public async Task No_role_of_the_network_reads_a_collective_and_the_other_way_round()
    {
        var collective = network.NewCollective();

        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), await network.RestOfNetwork().RefusedAsync(May));
        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), await network.Rest(collective).RefusedAsync("/network" + May));
        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), await network.Rest(collective, "admin").RefusedAsync(May));
        var (status, answer) = await network.Rest(collective, "executive").SendAsync("{}");
        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), (status, Exchanging.Code(answer)));
    }

    [Theory]
    [InlineData("GET", "/api/figures", HttpStatusCode.NotFound, "no_such_address")]
    [InlineData("GET", "/network/api/tables/entered.csv", HttpStatusCode.NotFound, "no_such_address")]
    [InlineData("DELETE", "/api/tables/figures.csv", HttpStatusCode.MethodNotAllowed, "no_such_method")]
    [InlineData("POST", "/network/api/dataValueSets", HttpStatusCode.MethodNotAllowed, "no_such_method")]
    public async Task What_there_is_not_is_refused_in_the_same_shape(string method, string address, HttpStatusCode status, string code)
    {
        using var client = network.Rest(network.NewCollective());
        using var request = new HttpRequestMessage(new(method), address);

        using var answer = await client.SendAsync(request);

        Assert.Equal((status, code), (answer.StatusCode, Exchanging.Code(await answer.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task Whoever_has_an_answer_already_is_told_so_until_it_changes()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(5, new(2024, 5, 10));
        using var client = network.Rest(collective);
        using var first = await client.GetAsync(May);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var same = await client.GetAsync(May);
        await collective.StoriesAsync(1, new(2024, 5, 11));
        using var changed = await client.GetAsync(May);

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(
            "private, no-cache|Accept, Accept-Encoding, Authorization",
            string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").OrderDescending())
                + $"|{string.Join(", ", first.Headers.Vary)}"
        );
        Assert.Equal(
            (HttpStatusCode.NotModified, first.Headers.ETag, 0),
            (same.StatusCode, same.Headers.ETag, (await same.Content.ReadAsByteArrayAsync()).Length)
        );
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(["SANGAM_P8 202405 default=6"], Exchanging.Values(await changed.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/api/dataValueSets.adx?period=202405")]
    [InlineData("/api/tables/figures.xlsx?period=202405")]
    public async Task A_file_with_its_time_in_it_is_the_same_as_long_as_its_figures_are(string address)
    {
        using var client = network.Rest(network.NewCollective());
        using var first = await client.GetAsync(address);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync(address)).StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_whoever_can_read_that_and_tagged_as_other_bytes(string coding)
    {
        using var client = network.Rest(network.NewCollective());
        using var plain = await client.GetAsync("/api/metadata.json");
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        using var small = await client.GetAsync("/api/metadata.json");

        await using var packed = await small.Content.ReadAsStreamAsync();
        await using Stream open =
            coding == "gzip" ? new GZipStream(packed, CompressionMode.Decompress) : new BrotliStream(packed, CompressionMode.Decompress);
        using var text = new StreamReader(open, Encoding.UTF8);
        Assert.Equal([coding], small.Content.Headers.ContentEncoding);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await text.ReadToEndAsync());
        Assert.Equal($"{plain.Headers.ETag!.Tag[..^1]}-{coding}\"", small.Headers.ETag!.Tag);
    }

    private IReadOnlyList<RouteEndpoint> Endpoints
    {
        get
        {
            var builder = WebApplication.CreateBuilder();
            builder.Configuration.AddInMemoryCollection(
                network.Configuration.Select(c => KeyValuePair.Create(c.Key.Replace("__", ":", StringComparison.Ordinal), (string?)c.Value))
            );
            builder.AddServiceDefaults();
            builder.AddRpc();
            builder.AddDatabase<IndicatorsDb>("indicators");
            Indicators.National.NationalPlane.AddNationalPlane(builder);
            builder.AddExchange();
            var app = builder.Build();
            app.MapExchange();
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
        }
    }

    private static string Method(RouteEndpoint endpoint) =>
        Assert.Single(endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods);

    /// <summary>As the document writes it: without what a parameter must be like.</summary>
    private static string Who(RouteEndpoint e) =>
        e.Metadata.GetMetadata<NeedsAttribute>() is { } needs ? needs.Permission
        : e.Metadata.GetMetadata<OpenToAllAttribute>()!.SignedIn ? "whoever is signed in"
        : "everybody";

    private static string Path(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.Split(":regex", 2) is [var start, _] ? start + "}" : endpoint.RoutePattern.RawText!;
}
