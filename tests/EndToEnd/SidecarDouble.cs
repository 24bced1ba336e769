using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests;

/// <summary>
/// Speaks the part of Dapr's HTTP API that we rely on, as its documentation has it: takes events at <c>/v1.0/publish/{pubsub}/{topic}</c>, asks
/// the app for <c>/dapr/subscribe</c>, and posts them to its routes until they are taken.
/// </summary>
public sealed class SidecarDouble : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly CancellationTokenSource stopping = new();
    private WebApplication? app;

    public string Address { get; } = $"http://127.0.0.1:{TestPostgres.FreePort()}";

    /// <summary>The app that it stands beside.</summary>
    public Uri? App { get; set; }

    /// <summary>What was published, as it came.</summary>
    public ConcurrentQueue<(string PubSub, string Topic, string ContentType, JsonObject Event)> Published { get; } = [];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(Address);
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        app.MapPost("/v1.0/publish/{pubsub}/{topic}", async (string pubsub, string topic, HttpContext call) =>
        {
            var what = (JsonObject)(await JsonNode.ParseAsync(call.Request.Body))!;
            Published.Enqueue((pubsub, topic, call.Request.ContentType ?? "", (JsonObject)what.DeepClone()));
            _ = DeliverAsync(pubsub, topic, what);
            return Results.NoContent();
        });
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not null) await app.DisposeAsync();
        app = null;
    }

    /// <summary>Posts an event to a subscriber's endpoint once, and says how that was answered.</summary>
    public async Task<HttpStatusCode> PostAsync(string route, JsonObject what, string? token = TestBus.Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App!, route)) { Content = new StringContent(what.ToJsonString(), null, "application/cloudevents+json") };
        if (token is not null) request.Headers.Add("dapr-api-token", token);
        using var answer = await http.SendAsync(request, stopping.Token);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await StopAsync();
        http.Dispose();
        stopping.Dispose();
    }

    private async Task DeliverAsync(string pubsub, string topic, JsonObject what)
    {
        (what["pubsubname"], what["topic"]) = (pubsub, topic);   // the sidecar adds these
        for (; !stopping.IsCancellationRequested; await Task.Delay(200, stopping.Token))
        {
            try
            {
                var subscriptions = await http.GetFromJsonAsync<Subscription[]>(new Uri(App!, "/dapr/subscribe"), stopping.Token);
                var statuses = await Task.WhenAll(subscriptions!.Where(s => s.PubsubName == pubsub && s.Topic == topic).Select(s => PostAsync($"/{s.Route}", what)));
                if (statuses.All(s => s == HttpStatusCode.OK)) return;
            }
            catch (HttpRequestException) { continue; }   // the app is away
        }
    }

    private sealed record Subscription(string Topic, string PubsubName, string Route);
}
