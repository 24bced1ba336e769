using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests;

/// <summary>
/// Speaks the part of Dapr's API that we rely on: takes events by gRPC from Dapr's own client, asks the app by HTTP for
/// <c>/dapr/subscribe</c>, and posts them to its routes until they are taken.
/// </summary>
public sealed class SidecarDouble : IAsyncDisposable
{
    /// <summary>What the app must show to its sidecar (<c>DAPR_API_TOKEN</c>).</summary>
    public const string ApiToken = "the-sidecars-token-of-the-tests";

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
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new RuntimeApi(this));
        app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<RuntimeApi>();
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        app = null;
    }

    /// <summary>Posts an event to a subscriber's endpoint once, and says how that was answered.</summary>
    public async Task<HttpStatusCode> PostAsync(string route, JsonObject what, string? token = TestBus.Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App!, route))
        {
            Content = new StringContent(what.ToJsonString(), null, "application/cloudevents+json"),
        };
        if (token is not null)
            request.Headers.Add("dapr-api-token", token);
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
        what["pubsubname"] = pubsub;
        what["topic"] = topic; // the sidecar adds these
        for (; !stopping.IsCancellationRequested; await Task.Delay(200, stopping.Token))
        {
            try
            {
                var subscriptions = await http.GetFromJsonAsync<Subscription[]>(new Uri(App!, "/dapr/subscribe"), stopping.Token);
                var statuses = await Task.WhenAll(
                    subscriptions!.Where(s => s.PubsubName == pubsub && s.Topic == topic).Select(s => PostAsync($"/{s.Route}", what))
                );
                if (statuses.All(s => s == HttpStatusCode.OK))
                    return;
            }
            catch (HttpRequestException)
            {
                continue;
            } // the app is away
        }
    }

    private sealed record Subscription(string Topic, string PubsubName, string Route);

    /// <summary>
    /// The runtime's own service. Dapr's package has its messages and its client but no server to derive from; ASP.NET Core maps virtual
    /// methods only.
    /// </summary>
    [BindServiceMethod(typeof(RuntimeApi), nameof(Bind))]
    private class RuntimeApi(SidecarDouble sidecar)
    {
        private static readonly Method<PublishEventRequest, Empty> Publish = new(
            MethodType.Unary,
            "dapr.proto.runtime.v1.Dapr",
            nameof(PublishEvent),
            Marshaller(PublishEventRequest.Parser),
            Marshaller(Empty.Parser)
        );

        public static void Bind(ServiceBinderBase binder, RuntimeApi? service) =>
            binder.AddMethod(Publish, service is null ? null : service.PublishEvent);

        public virtual Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext call)
        {
            if (call.RequestHeaders.GetValue("dapr-api-token") != ApiToken)
                throw new RpcException(new(StatusCode.Unauthenticated, "Show the sidecar's token."));
            var what = (JsonObject)JsonNode.Parse(request.Data.Span)!;
            sidecar.Published.Enqueue((request.PubsubName, request.Topic, request.DataContentType, (JsonObject)what.DeepClone()));
            _ = sidecar.DeliverAsync(request.PubsubName, request.Topic, what);
            return Task.FromResult(new Empty());
        }

        private static Marshaller<T> Marshaller<T>(MessageParser<T> parser)
            where T : IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
    }
}
