using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapr;
using Dapr.Client;
using Microsoft.Extensions.Configuration;

namespace Sangam.Events;

/// <summary>How events get from here to whoever subscribed.</summary>
internal interface ITransport
{
    /// <summary>Where a topic's events go now; each destination is delivered to, and remembered, on its own.</summary>
    Task<IReadOnlyList<string>> DestinationsAsync(string topic, CancellationToken cancellationToken);

    /// <exception cref="HttpRequestException">A subscriber did not take it; try again later.</exception>
    /// <exception cref="DaprException">Nor did the sidecar.</exception>
    Task DeliverAsync(string destination, string topic, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken);
}

/// <summary>Posts straight to the subscribers' endpoints, asking each what it subscribes to just as a Dapr sidecar would.</summary>
internal sealed class DirectTransport(IConfiguration configuration, IHttpClientFactory clients, TimeProvider clock) : ITransport
{
    private readonly Subscriber[] subscribers =
    [
        .. configuration.GetSection("Events:Subscribers").GetChildren().Select(s => new Subscriber(new Uri(s.Value!))),
    ];
    private readonly string token = EventToken.From(configuration);

    public async Task<IReadOnlyList<string>> DestinationsAsync(string topic, CancellationToken cancellationToken)
    {
        var routes = await Task.WhenAll(subscribers.Select(s => s.RoutesAsync(clients, clock, cancellationToken)));
        return [.. routes.SelectMany(r => r[topic])];
    }

    public async Task DeliverAsync(string destination, string topic, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, destination)
        {
            Content = new ReadOnlyMemoryContent(envelope) { Headers = { ContentType = new MediaTypeHeaderValue(Envelope.ContentType) } },
        };
        request.Headers.Add(EventToken.Header, token);
        using var response = await clients.CreateClient("events").SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// One subscriber and what it last said it wants. While it cannot be asked, that still holds; before the first answer an
    /// event waits for it.
    /// </summary>
    private sealed class Subscriber(Uri address)
    {
        private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
        private ILookup<string, string>? routes;
        private DateTimeOffset askedAt;

        public async Task<ILookup<string, string>> RoutesAsync(
            IHttpClientFactory clients,
            TimeProvider clock,
            CancellationToken cancellationToken
        )
        {
            if (routes is { } known && clock.GetUtcNow() - askedAt < Fresh)
                return known;
            askedAt = clock.GetUtcNow();
            try
            {
                var wanted =
                    await clients
                        .CreateClient("events")
                        .GetFromJsonAsync<Subscription[]>(new Uri(address, "/dapr/subscribe"), cancellationToken)
                    ?? [];
                return routes = wanted.ToLookup(w => w.Topic, w => new Uri(address, w.Route).ToString());
            }
            catch (HttpRequestException) when (routes is not null)
            {
                return routes;
            }
        }

        private sealed record Subscription(string Topic, string PubsubName, string Route);
    }
}

/// <summary>
/// Publishes to the sidecar, whose broker knows the subscribers. Dapr's client reads where it is and what it wants to be shown from Dapr's
/// own settings, <c>DAPR_GRPC_ENDPOINT</c> and <c>DAPR_API_TOKEN</c>.
/// </summary>
internal sealed class DaprTransport(DaprClient dapr) : ITransport
{
    private static readonly string[] Sidecar = ["dapr"];

    public Task<IReadOnlyList<string>> DestinationsAsync(string topic, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Sidecar);

    public Task DeliverAsync(string destination, string topic, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken) =>
        dapr.PublishByteEventAsync(EventToken.PubSub, topic, envelope, Envelope.ContentType, cancellationToken: cancellationToken);
}

/// <summary>What a delivery shows to prove that it comes from our relay or sidecar: Dapr's app API token.</summary>
internal static class EventToken
{
    public const string Header = "dapr-api-token";
    public const string PubSub = "pubsub";

    public const string Setting = "Sangam:EventToken";

    public const string Wanted =
        "Set Sangam__EventToken to a secret of at least 16 characters, the same for all services (and as the sidecars' APP_API_TOKEN).";

    public static bool IsOne(string text) => text.Length >= 16;

    public static string From(IConfiguration configuration) =>
        configuration[Setting] is { } token && IsOne(token) ? token : throw new InvalidOperationException(Wanted);
}
