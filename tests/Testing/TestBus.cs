using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sangam.Events;

namespace Sangam.Testing;

/// <summary>Subscribes to everything a service under test tells, and tells it what other services would.</summary>
public sealed class TestBus : IAsyncDisposable
{
    public const string Token = "token-of-the-tests-only";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly string[] Topics = ["identity", "membership", "training", "livelihood", "protection", "indicators"];
    private readonly ConcurrentQueue<(Guid Tenant, string Type, JsonElement Data)> received = [];
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private TestBus(string address)
    {
        Address = address;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        app.MapGet(
            "/dapr/subscribe",
            () =>
                Results.Json(
                    Topics.Select(topic => new
                    {
                        topic,
                        pubsubName = "pubsub",
                        route = $"events/{topic}",
                    })
                )
        );
        app.MapPost(
            "/events/{topic}",
            async (HttpContext context) =>
            {
                var envelope = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
                received.Enqueue(
                    (
                        envelope.GetProperty("tenantid").GetGuid(),
                        envelope.GetProperty("type").GetString()!,
                        envelope.GetProperty("data").Clone()
                    )
                );
            }
        );
    }

    public string Address { get; }

    public static async Task<TestBus> StartAsync()
    {
        var bus = new TestBus($"http://127.0.0.1:{TestPostgres.FreePort()}");
        await bus.app.StartAsync();
        return bus;
    }

    /// <summary>The events of one type that a tenant told so far.</summary>
    public IReadOnlyList<TEvent> Of<TEvent>(Guid tenant)
        where TEvent : IEvent =>
        [
            .. received
                .Where(r => r.Tenant == tenant && r.Type == EventTypeAttribute.Of(typeof(TEvent)).Type)
                .Select(r => r.Data.Deserialize<TEvent>(Json)!),
        ];

    /// <summary>Waits until a tenant has told that many events of a type.</summary>
    public async Task<IReadOnlyList<TEvent>> WaitForAsync<TEvent>(Guid tenant, int count = 1)
        where TEvent : IEvent
    {
        await Eventually.TrueAsync(() => Task.FromResult(Of<TEvent>(tenant).Count >= count), $"{count} × {typeof(TEvent).Name}");
        return Of<TEvent>(tenant);
    }

    /// <summary>
    /// Delivers an event to a service's subscriber endpoint as the relay would. <paramref name="id"/> names it, for a second
    /// delivery.
    /// </summary>
    public async Task TellAsync(Uri service, Guid tenant, IEvent what, Guid? id = null)
    {
        var type = EventTypeAttribute.Of(what.GetType());
        var envelope = new
        {
            specversion = "1.0",
            id = id ?? Guid.NewGuid(),
            source = "/tests",
            type = type.Type,
            time = DateTimeOffset.UtcNow,
            datacontenttype = "application/json",
            tenantid = tenant,
            data = JsonSerializer.SerializeToElement(what, what.GetType(), Json),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, $"/events/{type.Topic}"));
        request.Content = new StringContent(JsonSerializer.Serialize(envelope, Json), null, "application/cloudevents+json");
        request.Headers.Add("dapr-api-token", Token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>For what becomes true a little later: looks again and again, and fails when it stays untrue.</summary>
public static class Eventually
{
    /// <param name="seconds">How long it may take on a machine that is busy with much else.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until; await Task.Delay(50))
            if (await condition())
                return;
        Assert.Fail($"It did not come to this: {what}.");
    }
}
