using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace Sangam.Rpc;

/// <summary>Channels to other services, found by service discovery (<c>services:{name}:grpc:0</c>), with our conventions on every call.</summary>
public sealed class ServiceClients(IConfiguration configuration) : IDisposable
{
    private readonly Dictionary<string, GrpcChannel> channels = [];

    /// <param name="service">The service's name, e.g. <c>membership</c>.</param>
    /// <param name="token">The bearer token for each call; null or empty for none.</param>
    public CallInvoker To(string service, Func<CancellationToken, ValueTask<string?>>? token = null) => At(Address(service), token);

    /// <summary>The same for an address that is known, such as another installation's gateway.</summary>
    public CallInvoker At(string address, Func<CancellationToken, ValueTask<string?>>? token = null)
    {
        GrpcChannel? channel;
        lock (channels)
            if (!channels.TryGetValue(address, out channel))
                channels[address] = channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
                {
                    UnsafeUseInsecureChannelCallCredentials = true,   // inside the installation; the gateway terminates TLS
                    HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2), KeepAlivePingDelay = TimeSpan.FromSeconds(60) },
                    DisposeHttpClient = true,
                });
        return channel.CreateCallInvoker().Intercept(new Conventions(token));
    }

    private string Address(string service) => configuration[$"services:{service}:grpc:0"]
        ?? throw new InvalidOperationException($"Set services__{service}__grpc__0 to the address of {service}'s gRPC endpoint.");

    public void Dispose()
    {
        foreach (var channel in channels.Values) channel.Dispose();
    }

    /// <summary>No call waits for ever, and each shows its token.</summary>
    private sealed class Conventions(Func<CancellationToken, ValueTask<string?>>? token) : Interceptor
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options;
            if (options.Deadline is null) options = options.WithDeadline(DateTime.UtcNow + Patience);
            if (token is not null)
                options = options.WithCredentials(CallCredentials.FromInterceptor(async (call, metadata) =>
                {
                    if (await token(call.CancellationToken) is { Length: > 0 } bearer) metadata.Add("authorization", $"Bearer {bearer}");
                }));
            return continuation(request, new(context.Method, context.Host, options));
        }
    }
}

/// <summary>This service's own token, for calls that it makes on nobody's behalf (OAuth client credentials).</summary>
public sealed class ServiceToken(IConfiguration configuration, IHttpClientFactory clients, TimeProvider clock)
{
    private readonly SemaphoreSlim one = new(1);
    private (string Token, DateTimeOffset Until) current;

    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < current.Until) return current.Token;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() < current.Until) return current.Token;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Setting("Sangam:ClientId"),
                ["client_secret"] = Setting("Sangam:ClientSecret"),
            });
            using var response = await clients.CreateClient("identity").PostAsync(new Uri(new Uri(Setting("Sangam:Authority")), "/connect/token"), form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var answer = (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken))!;
            current = (answer.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - TimeSpan.FromSeconds(30));
            return current.Token;
        }
        finally { one.Release(); }
    }

    private string Setting(string name) => configuration[name] ?? throw new InvalidOperationException($"Set {name.Replace(":", "__", StringComparison.Ordinal)}.");

    private sealed record Answer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
