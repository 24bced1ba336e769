using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sangam.Rpc;

/// <summary>Clients of gRPC services. Every call has a deadline, and is repeated where that is safe, see <see cref="Repeating"/>.</summary>
public static class Clients
{
    /// <summary>How long a call may take that sets no deadline of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A client of one of our own services, found by service discovery and spread over its replicas call by call.</summary>
    /// <param name="service">The service's name, e.g. <c>membership</c>.</param>
    /// <param name="name">For <see cref="GrpcClientFactory"/>, where several services are asked by the same protocol.</param>
    public static IHttpClientBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service, string? name = null)
        where TClient : ClientBase =>
        builder
            .Services.AddClient<TClient>(name ?? typeof(TClient).FullName!, Address(builder.Configuration, service, "grpc"))
            .AddServiceDiscovery();

    /// <summary>The same for an address that is known, such as another installation's gateway.</summary>
    public static IHttpClientBuilder AddClient<TClient>(this IServiceCollection services, string name, string address)
        where TClient : ClientBase
    {
        // One for all clients, so that those of one service share its connections. They end after a while, so that new replicas get calls.
        services.TryAddSingleton(_ => new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        });
        return services
            .AddGrpcClient<TClient>(
                name,
                client =>
                {
                    client.Address = new(address);
                    client.ChannelOptionsActions.Add(channel =>
                    {
                        channel.UnsafeUseInsecureChannelCallCredentials = true; // inside the installation; the gateway terminates TLS
                        channel.ServiceConfig = Repeating.Of<TClient>();
                    });
                    client.CallOptionsActions.Add(call =>
                    {
                        if (call.CallOptions.Deadline is not null)
                            return;
                        var deadline = TimeProvider.System.GetUtcNow() + Patience; // gRPC looks at the system's clock
                        call.CallOptions = call.CallOptions.WithDeadline(deadline.UtcDateTime);
                    });
                }
            )
            .ConfigurePrimaryHttpMessageHandler(scope => scope.GetRequiredService<SocketsHttpHandler>())
            .AddInterceptor(InterceptorScope.Channel, _ => new Repeating());
    }

    /// <summary>
    /// The name by which service discovery finds an endpoint, among the settings <c>services__{service}__{endpoint}__0</c> and on.
    /// </summary>
    public static string Address(IConfiguration configuration, string service, string endpoint) =>
        configuration.GetSection($"services:{service}:{endpoint}").GetChildren().Any()
            ? $"http://_{endpoint}.{service}"
            : throw new InvalidOperationException(
                $"Set services__{service}__{endpoint}__0 to the address of {service}'s {endpoint} endpoint."
            );

    /// <summary>Shows a token with a call; none when there is none.</summary>
    public static void AddToken(this Metadata metadata, string? token)
    {
        if (token is { Length: > 0 })
            metadata.Add("authorization", $"Bearer {token}");
    }
}
