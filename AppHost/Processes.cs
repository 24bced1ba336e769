using System.Reflection;

namespace Sangam.AppHost;

internal static class Processes
{
    /// <summary>
    /// A gRPC service with its databases: first the same program migrates them as their owner and ends, then the service starts, as the
    /// role for which row-level security holds. Both enter the keys database, which all services share and each migration updates.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        Installation installation,
        IResourceBuilder<ServiceDatabaseResource> keys,
        params IResourceBuilder<ServiceDatabaseResource>[] databases
    )
        where TProject : IProjectMetadata, new()
    {
        var migration = builder
            .AddProcess<TProject>($"{name}-migration")
            .WithArgs("migrate")
            .WithSecretsOf(installation)
            .WithDatabase(keys, "owner");
        var service = builder
            .AddWeb<TProject>(name)
            .WithKestrelEndpoint("grpc", protocols: "Http2")
            .WithSecretsOf(installation)
            .WithDatabase(keys, "service");
        foreach (var database in databases)
        {
            migration.WithDatabase(database, "owner", "service", "relay");
            service.WithDatabase(database, "service", "relay");
        }
        return service.WaitForCompletion(migration);
    }

    /// <summary>Answers HTTP and is healthy when <c>/health</c> says so. Without <paramref name="port"/> any free one is taken.</summary>
    public static IResourceBuilder<ProjectResource> AddWeb<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null
    )
        where TProject : IProjectMetadata, new() =>
        builder.AddProcess<TProject>(name).WithKestrelEndpoint("http", port).WithHttpHealthCheck("/health");

    /// <summary>The small client that enters the demo collectives through the public door, once, and ends.</summary>
    public static IResourceBuilder<ProjectResource> AddDemo<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ProjectResource> gateway,
        Installation installation
    )
        where TProject : IProjectMetadata, new() =>
        builder
            .AddProcess<TProject>(name)
            .WithEnvironment("Demo__Gateway", gateway.GetEndpoint("grpc"))
            .WithEnvironment("Demo__Web", gateway.GetEndpoint("http"))
            .WithEnvironment("Demo__OperatorSecret", installation.OperatorSecret)
            .WithEnvironment("Demo__Password", installation.DemoPassword)
            .WaitFor(gateway);

    public static IResourceBuilder<ProjectResource> WithAuthority(
        this IResourceBuilder<ProjectResource> project,
        IResourceBuilder<ProjectResource> identity
    ) => project.WithEnvironment("Sangam__Authority", identity.GetEndpoint("http"));

    /// <summary>To whom its events are delivered when no broker stands between (<c>docs/events.md</c>).</summary>
    public static IResourceBuilder<ProjectResource> WithSubscribers(
        this IResourceBuilder<ProjectResource> project,
        params IResourceBuilder<ProjectResource>[] subscribers
    )
    {
        foreach (var (i, subscriber) in subscribers.Index())
            project.WithEnvironment($"Events__Subscribers__{i}", subscriber.GetEndpoint("http"));
        return project;
    }

    /// <summary>Says where <paramref name="others"/> are and starts only when they are healthy.</summary>
    public static IResourceBuilder<ProjectResource> WithReferences(
        this IResourceBuilder<ProjectResource> project,
        params IResourceBuilder<ProjectResource>[] others
    )
    {
        foreach (var other in others)
            project.WithReference(other).WaitFor(other);
        return project;
    }

    /// <summary>
    /// A project is told the environment's name, since only a launch profile would say it otherwise. Nine of them share one machine here
    /// and are young: without the profiling that pays off in a long life they start and enter the demonstration in two thirds of the time,
    /// and with one heap instead of one a core they take a sixth less memory. A cluster decides otherwise.
    /// </summary>
    private static IResourceBuilder<ProjectResource> AddProcess<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder
            .AddProject<TProject>(name)
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("DOTNET_TieredPGO", "0")
            .WithEnvironment("DOTNET_gcServer", "0")
            .AsBuiltProgram();

    /// <summary>
    /// Starts the program itself. The orchestrator's own way, <c>dotnet run</c>, keeps a second process of 130 MB beside each and asks the
    /// build system first; a kill would reach that one and leave a service that nobody knows of. An IDE has a way of its own.
    /// </summary>
    private static IResourceBuilder<ProjectResource> AsBuiltProgram(this IResourceBuilder<ProjectResource> project)
    {
        var source = project.Resource.GetProjectMetadata().ProjectPath;
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "bin", Build, $"net{Environment.Version.ToString(2)}");
        var program = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
        var inIde = project.ApplicationBuilder.Configuration["DEBUG_SESSION_PORT"] is { Length: > 0 };
        return inIde || !File.Exists(program)
            ? project
            : project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(source)! });
    }

    /// <summary>Debug or Release, as the app host itself.</summary>
    private static string Build => typeof(Processes).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static IResourceBuilder<ProjectResource> WithSecretsOf(
        this IResourceBuilder<ProjectResource> project,
        Installation installation
    ) =>
        project
            .WithEnvironment("Sangam__InstallationKey", installation.InstallationKey)
            .WithEnvironment("Sangam__EventToken", installation.EventToken);
}
