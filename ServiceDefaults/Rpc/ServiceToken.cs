using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace Sangam.Rpc;

/// <summary>This service's own token, for calls that it makes on nobody's behalf (OAuth client credentials).</summary>
public sealed class ServiceToken(IConfiguration configuration, IHttpClientFactory clients, TimeProvider clock)
{
    private readonly SemaphoreSlim one = new(1);
    private (string Token, DateTimeOffset Until) current;

    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < current.Until)
            return current.Token;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() < current.Until)
                return current.Token;
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = Setting("Sangam:ClientId"),
                    ["client_secret"] = Setting("Sangam:ClientSecret"),
                }
            );
            var issuer = new Uri(new Uri(Setting("Sangam:Authority")), "/connect/token");
            using var response = await clients.CreateClient("identity").PostAsync(issuer, form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var answer = (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken))!;
            current = (answer.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - TimeSpan.FromSeconds(30));
            return current.Token;
        }
        finally
        {
            one.Release();
        }
    }

    private string Setting(string name) =>
        configuration[name] ?? throw new InvalidOperationException($"Set {name.Replace(":", "__", StringComparison.Ordinal)}.");

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );
}
