using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sangam.Security;

namespace Indicators.Tests;

/// <summary>How the tests speak HTTP with the REST side, as the gateway passes it on.</summary>
internal static class Exchanging
{
    extension(IndicatorsFixture network)
    {
        /// <summary>A new account of a collective, on its own host unless another is said.</summary>
        public HttpClient Rest(TestCollective collective, string role = "data_steward", string? host = null) =>
            network.Rest(
                network.Issuer.Token(
                    $"{Guid.NewGuid()}",
                    collective.Id,
                    Role.OfCollective.Single(r => r.Code == role).Permissions,
                    ("collective", collective.Code)
                ),
                host ?? $"{collective.Code}.localhost"
            );

        public HttpClient RestOfNetwork(string host = "network.localhost") =>
            network.Rest(
                network.Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == "network_analyst").Permissions),
                host
            );

        public HttpClient Rest(string? token, string host)
        {
            var client = new HttpClient { BaseAddress = network.Process.Http };
            client.DefaultRequestHeaders.Host = host;
            if (token is not null)
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return client;
        }
    }

    extension(HttpClient client)
    {
        /// <summary>What is answered, as text, with its status.</summary>
        public async Task<(HttpStatusCode Status, string Body)> AskAsync(string address)
        {
            using var answer = await client.GetAsync(address);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        /// <summary>The machine's word for a refusal.</summary>
        public async Task<(HttpStatusCode Status, string Code)> RefusedAsync(string address)
        {
            var (status, body) = await client.AskAsync(address);
            return (status, Code(body));
        }

        /// <summary>Data values, each as <c>element period combo=value</c>, with a star where they are entered.</summary>
        public async Task<string[]> ValuesAsync(string query)
        {
            var (status, body) = await client.AskAsync($"/api/dataValueSets?{query}");
            Assert.Equal(HttpStatusCode.OK, status);
            return Values(body);
        }

        public async Task<(HttpStatusCode Status, string Body)> SendAsync(string body, string type = "application/json", string query = "")
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var answer = await client.PostAsync($"/api/dataValueSets?{query}", content);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        /// <summary>An import's summary: status, and how many were imported, updated, ignored and deleted; then each conflict.</summary>
        public async Task<string[]> ImportAsync(string body, string type = "application/json", string query = "")
        {
            var (status, text) = await client.SendAsync(body, type, query);
            using var summary = JsonDocument.Parse(text);
            var root = summary.RootElement;
            var count = summary.RootElement.GetProperty("importCount");
            Assert.Equal(root.GetProperty("status").GetString() == "SUCCESS" ? HttpStatusCode.OK : HttpStatusCode.Conflict, status);
            return
            [
                string.Join(
                    ' ',
                    root.GetProperty("status").GetString(),
                    count.GetProperty("imported"),
                    count.GetProperty("updated"),
                    count.GetProperty("ignored"),
                    count.GetProperty("deleted")
                ),
                .. root.GetProperty("conflicts")
                    .EnumerateArray()
                    .Select(c =>
                        $"{c.GetProperty("indexes")[0]} {c.GetProperty("errorCode")} {c.GetProperty("property")} {c.GetProperty("object")}"
                    ),
            ];
        }
    }

    /// <summary>The first row of DHIS2's CSV.</summary>
    public const string Headings =
        "\"dataelement\",\"period\",\"orgunit\",\"categoryoptioncombo\",\"attributeoptioncombo\",\"value\","
        + "\"storedby\",\"lastupdated\",\"comment\",\"followup\",\"deleted\"";

    public static string Code(string body)
    {
        using var error = JsonDocument.Parse(body);
        Assert.NotEmpty(error.RootElement.GetProperty("message").GetString()!); // always a sentence fit to show
        return error.RootElement.GetProperty("errorCode").GetString()!;
    }

    public static string[] Values(string json)
    {
        using var set = JsonDocument.Parse(json);
        return
        [
            .. set
                .RootElement.GetProperty("dataValues")
                .EnumerateArray()
                .Select(v =>
                {
                    var entered = v.TryGetProperty("comment", out var comment) && comment.GetString() == "entered";
                    return $"{v.GetProperty("dataElement")} {v.GetProperty("period")} "
                        + $"{v.GetProperty("categoryOptionCombo")}={v.GetProperty("value")}{(entered ? "*" : "")}";
                }),
        ];
    }

    /// <summary>Some values for one month in DHIS2's JSON.</summary>
    public static string Set(TestCollective collective, string period, params (string Element, object? Value)[] values) =>
        JsonSerializer.Serialize(
            new
            {
                period,
                orgUnit = collective.Code,
                dataValues = values.Select(v => new { dataElement = v.Element, value = v.Value }),
            }
        );
}
