using System.Reflection;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Sangam.Events;
using Sangam.Members;
using Sangam.Persistence;
using Sangam.Rpc;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam;

/// <summary>What every process of Sangam has in common, so that a service's own <c>Program.cs</c> fits on one screen.</summary>
public static class Service
{
    /// <summary>Telemetry, health, the clock and clients to other services: for every process, the gateway and the portal too.</summary>
    public static void AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.Services.AddHealthChecks();
        builder.Services.AddServiceDiscovery();
        builder.Services.AddHttpClient();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServiceToken>();
    }

    /// <summary><c>/alive</c>: the process answers. <c>/health</c>: what it needs answers too.</summary>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        // The host itself looks only after it has made the hosted services, of which one would fail on the first setting alone.
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health");
    }

    /// <summary>gRPC with our conventions: refusals, tokens, permissions, safe retries.</summary>
    public static void AddRpc(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CurrentTenant>();
        builder.Services.AddScoped<Caller>();
        builder.Services.AddGrpc(o =>
        {
            o.Interceptors.Add<Refusals>();
            o.Interceptors.Add<Gatekeeper>();
            o.Interceptors.Add<Retries>();
        });
        var package = $"sangam.{builder.Environment.ApplicationName.ToLowerInvariant()}.v1";
        builder.Services.AddGrpcHealthChecks(o => o.Services.Map(package, _ => true));
        if (ShowsReflection(builder.Configuration, builder.Environment))
            builder.Services.AddGrpcReflection();
        builder.Require("Sangam:Authority", "Set Sangam__Authority to the base address of the identity provider.");
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(o =>
            {
                o.Authority = builder.Configuration["Sangam:Authority"];
                o.Audience = "sangam";
                o.RequireHttpsMetadata = false; // the provider is reached inside the installation
                o.MapInboundClaims = false;
                o.RefreshInterval = TimeSpan.FromSeconds(5); // an unknown key id asks for the keys again, at most this often
                o.TokenValidationParameters.ValidAlgorithms = ["ES256"];
                o.TokenValidationParameters.NameClaimType = "sub";
                o.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(10);
                o.EventsType = typeof(VerifiedTokens);
            });
        builder.Services.AddSingleton<VerifiedTokens>();
    }

    /// <summary>
    /// What gRPC brings along: its health protocol (for the whole process, and as e.g. <c>sangam.membership.v1</c>), reflection where it is
    /// shown, and our form for what it refuses by itself.
    /// </summary>
    public static void UseRpc(this WebApplication app)
    {
        app.UseRichErrors();
        app.MapGrpcHealthChecksService().WithMetadata(new OpenToAllAttribute("It says no more than whether the process serves."));
        if (ShowsReflection(app.Configuration, app.Environment))
            app.MapGrpcReflectionService().WithMetadata(new OpenToAllAttribute("It lists what the .proto files say, in development."));
    }

    /// <summary>Whether a client may ask which rpcs there are: in development, or where <c>Grpc__Reflection</c> says so.</summary>
    public static bool ShowsReflection(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue("Grpc:Reflection", environment.IsDevelopment());

    /// <summary>
    /// The service's database, with its outbox, relay, inbox, audit log and encryption. <paramref name="name"/> is the
    /// connection string's.
    /// </summary>
    /// <param name="follow">What an erasure means here, when it is more than <see cref="ServiceDb.FollowAsync"/>.</param>
    public static void AddDatabase<TDb>(this WebApplicationBuilder builder, string name, FollowErasures? follow = null)
        where TDb : ServiceDb
    {
        foreach (var database in (string[])[name, $"{name}_relay", KeyStore.Database])
            builder.RequireDatabase(database);
        builder.Require(InstallationKey.Setting, InstallationKey.Wanted, InstallationKey.IsOne);
        builder.Require(EventToken.Setting, EventToken.Wanted, EventToken.IsOne);
        var services = builder.Services;
        services.AddKeyedSingleton(name, (_, _) => Source(ConnectionString(builder.Configuration, name)));
        services.AddScoped<TenantInterceptor>();
        services.AddScoped<RingsTheBell>();
        services.AddDbContext<TDb>(
            (scope, options) =>
                options
                    .UseNpgsql(scope.GetRequiredKeyedService<NpgsqlDataSource>(name))
                    .AddInterceptors(scope.GetRequiredService<TenantInterceptor>(), scope.GetRequiredService<RingsTheBell>())
                    // An erased member's row is filtered out, and what hangs on it with it: that is meant.
                    .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning))
        );
        services.AddScoped<ServiceDb>(scope => scope.GetRequiredService<TDb>());
        services.AddHealthChecks().AddCheck<DatabaseCheck<TDb>>(name);

        services.AddSingleton(_ => InstallationKey.From(builder.Configuration));
        services.AddKeyedSingleton(KeyStore.Database, (_, _) => Source(ConnectionString(builder.Configuration, KeyStore.Database)));
        services.AddSingleton<KeyStore>();
        services.AddScoped<Vault>();
        services.AddHealthChecks().AddCheck<KeysCheck>(KeyStore.Database);
        services.AddSingleton(follow ?? ((scope, decisions, token) => scope.GetRequiredService<ServiceDb>().FollowAsync(decisions, token)));
        // before the server listens: nobody sees a member who was erased since a restored backup was made
        services.AddHostedService<ErasureWatch>();

        services.AddSingleton<RelayBell>();
        services.AddSingleton(_ => new RelayDatabase(ConnectionString(builder.Configuration, $"{name}_relay")));
        if (builder.Configuration["Events:Transport"] == "Dapr")
        {
            services.AddDaprClient();
            services.AddSingleton<ITransport, DaprTransport>();
        }
        else
            services.AddSingleton<ITransport, DirectTransport>();
        services.AddHostedService<Relay>();
    }

    /// <summary>
    /// A further database, in which nothing belongs to a tenant: it has no row-level security, outbox, audit log or keys.
    /// </summary>
    public static void AddDatabaseWithoutTenants<TDb>(this WebApplicationBuilder builder, string name)
        where TDb : DbContext
    {
        builder.RequireDatabase(name);
        builder.Services.AddKeyedSingleton(name, (_, _) => NpgsqlDataSource.Create(ConnectionString(builder.Configuration, name)));
        builder.Services.AddDbContext<TDb>((scope, options) => options.UseNpgsql(scope.GetRequiredKeyedService<NpgsqlDataSource>(name)));
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck<TDb>>(name);
    }

#pragma warning disable RS0030 // Console: somebody migrates by hand and reads what was done.
    /// <summary>
    /// With the argument <c>migrate</c> a service brings its database up to date and ends: <c>if (await
    /// builder.MigrateAsync(args, "membership")) return;</c>.
    /// </summary>
    /// <param name="withoutTenants">Further databases; the migrations of <c>national</c> are embedded as <c>national/*.sql</c>.</param>
    public static async Task<bool> MigrateAsync(
        this WebApplicationBuilder builder,
        string[] args,
        string name,
        params string[] withoutTenants
    )
    {
        if (args is not ["migrate", ..])
            return false;
        await MigrateOneAsync(name, "");
        if (
            builder.Configuration.GetConnectionString($"{KeyStore.Database}_owner") is { } keys
            && (await Migrator.MigrateKeysAsync(keys)).Count > 0
        )
            Console.WriteLine($"{KeyStore.Database} is up to date.");
        foreach (var further in withoutTenants)
            await MigrateOneAsync(further, $"{further}/");
        return true;

        async Task MigrateOneAsync(string database, string prefix)
        {
            var applied = await Migrator.MigrateAsync(
                ConnectionString(builder.Configuration, $"{database}_owner"),
                Assembly.GetEntryAssembly()!,
                prefix
            );
            Console.WriteLine(applied.Count == 0 ? $"{database} is up to date." : $"{database}: {string.Join(", ", applied)}");
        }
    }
#pragma warning restore RS0030

    /// <summary>
    /// PostgreSQL need not parse and plan anew what this process sends it again and again; a connection string may say
    /// otherwise.
    /// </summary>
    private static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = 100;
        return NpgsqlDataSource.Create(builder);
    }

    public static string ConnectionString(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) ?? throw new InvalidOperationException($"Set ConnectionStrings__{name}.");

    private sealed class KeysCheck(KeyStore keys) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await keys.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }

    private sealed class DatabaseCheck<TDb>(TDb db) : IHealthCheck
        where TDb : DbContext
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
