using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Demo.Calling;
using Grpc.Core;
using static Sangam.Identity.V1.Tenants;

namespace Demo.People;

/// <summary>Who runs the installation: may create tenants, and nothing with people's records.</summary>
internal sealed class Operator
{
    private readonly Settings settings;
    private readonly SemaphoreSlim one = new(1);
    private (string Token, DateTimeOffset Until) current;

    public Operator(Door door, Settings settings)
    {
        this.settings = settings;
        Tenants = new(door.Calls(TokenAsync));
    }

    public TenantsClient Tenants { get; }

    private async Task<string> TokenAsync(bool refused)
    {
        await one.WaitAsync();
        try
        {
            if (refused || DateTimeOffset.UtcNow >= current.Until)
                current = await FetchAsync();
            return current.Token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>OAuth client credentials, on the identity service's public name.</summary>
    private async Task<(string, DateTimeOffset)> FetchAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Web, "/connect/token"))
        {
            // The name need not be resolved: the gateway goes by the host that is asked for.
            Headers = { Host = new Uri(settings.Portal("identity")).Authority },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "operator",
                    ["client_secret"] = settings.OperatorSecret,
                }
            ),
        };
        try
        {
            using var response = await http.SendAsync(request);
            if ((int)response.StatusCode is 400 or 401)
                throw new DemoFailed("The operator's secret (Demo__OperatorSecret) was refused.");
            response.EnsureSuccessStatusCode();
            var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
            return (answer.AccessToken, DateTimeOffset.UtcNow.AddSeconds(answer.ExpiresIn - 30));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // to be repeated, as a call is
            throw new RpcException(new Status(StatusCode.Unavailable, "The identity service does not answer."));
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );
}
