using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Sangam.AppHost;

internal static class Postgres
{
    // SIGINT is PostgreSQL's quick and clean stop; SIGTERM, which app hosts send, would wait for every client to leave.
    private const string RunScript =
        """trap 'kill -INT $pid' INT TERM; "$@" & pid=$!; while kill -0 $pid 2>/dev/null; do wait $pid; code=$?; done; exit $code""";

    /// <summary>The server given by connection string, or else one run from the machine's own programs.</summary>
    public static IResourceBuilder<IPostgresServer> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        Installation installation
    )
    {
        var server = installation.ExternalPostgres is { } external
            ? builder.AddExternal(name, installation, external)
            : builder.AddLocal(name, installation);
        var health = $"{name}-accepts";
        builder.Services.AddHealthChecks().AddAsyncCheck(health, token => AcceptsAsync(server.Resource, token));
        return server.WithHealthCheck(health);
    }

    private static IResourceBuilder<IPostgresServer> AddExternal(
        this IDistributedApplicationBuilder builder,
        string name,
        Installation installation,
        string connectionString
    ) =>
        builder
            .AddResource(new ExternalPostgresResource(name, installation, connectionString))
            // Nobody starts it here, so nobody else would say that it runs.
            .OnInitializeResource(
                (server, start, _) => start.Notifications.PublishUpdateAsync(server, s => s with { State = KnownResourceStates.Running })
            );

    private static IResourceBuilder<IPostgresServer> AddLocal(
        this IDistributedApplicationBuilder builder,
        string name,
        Installation installation
    )
    {
        var programs = new PostgresPrograms(Path.GetDirectoryName(builder.AppHostDirectory)!);
        var folder = Path.Combine(installation.DataFolder, "postgres");
        var password = installation.Secret("postgres-password").Resource;
        return builder
            .AddResource(new LocalPostgresResource(name, installation, folder, password))
            .WithEndpoint(installation.PostgresPort, scheme: "tcp", name: LocalPostgresResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                var endpoint = ((LocalPostgresResource)context.Resource).Endpoint;
                object[] args =
                [
                    "-c",
                    RunScript,
                    "sh",
                    .. programs.Server,
                    "-D",
                    Path.Combine(folder, "data"),
                    "-p",
                    endpoint.Property(EndpointProperty.TargetPort),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "max_connections=300",
                ];
                foreach (var arg in args)
                    context.Args.Add(arg);
            })
            .OnBeforeResourceStarted(async (_, _, token) => programs.Initialize(folder, (await password.GetValueAsync(token))!));
    }

    private static async Task<HealthCheckResult> AcceptsAsync(IPostgresServer server, CancellationToken token)
    {
        try
        {
            var address = await server.AdminConnectionString.GetValueAsync(token);
            await using var connection = new NpgsqlConnection($"{address};Pooling=false;Timeout=5");
            await connection.OpenAsync(token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
