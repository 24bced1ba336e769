using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Sangam.AppHost;

/// <summary>
/// What makes this installation the one it is: its data folder with the secrets generated for it, and the choices made when it is started
/// (<c>Data:Folder</c>, <c>Data:Reset</c>, <c>Ports:Web</c>, <c>Ports:Grpc</c>, <c>Ports:Dashboard</c>, <c>Ports:Postgres</c>,
/// <c>Gateway:Host</c>, <c>Demo:Enabled</c>).
/// </summary>
internal sealed class Installation
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly SecretFolder _secrets;

    private Installation(IDistributedApplicationBuilder builder)
    {
        _builder = builder;
        ExternalPostgres = builder.Configuration.GetConnectionString("postgres") is { Length: > 0 } given ? given : null;
        // An administrator's password is not for the processes that are started from here.
        Environment.SetEnvironmentVariable("ConnectionStrings__postgres", null);
        DataFolder = AppHost.DataFolder.Prepare(builder);
        _secrets = new(Path.Combine(DataFolder, "secrets"));
        InstallationKey = Secret("installation-key");
        EventToken = Secret("event-token");
        OperatorSecret = Secret("operator-secret");
        PullerSecret = Secret("puller-secret");
        DemoPassword = Parameter("demo-password", SecretFolder.Words);
    }

    public static Installation Of(IDistributedApplicationBuilder builder) => new(builder);

    public string DataFolder { get; }

    /// <summary>Wraps the keys of all collectives: whoever loses it has lost everything that is encrypted.</summary>
    public IResourceBuilder<ParameterResource> InstallationKey { get; }

    public IResourceBuilder<ParameterResource> EventToken { get; }
    public IResourceBuilder<ParameterResource> OperatorSecret { get; }
    public IResourceBuilder<ParameterResource> PullerSecret { get; }

    /// <summary>Of all sign-ins of the demo collectives: words, since people type it on phones.</summary>
    public IResourceBuilder<ParameterResource> DemoPassword { get; }

    public int WebPort => Number("Ports:Web") ?? 8080;
    public int GrpcPort => Number("Ports:Grpc") ?? 8081;
    public int? DashboardPort => Number("Ports:Dashboard", largest: 60535);
    public int? PostgresPort => Number("Ports:Postgres");
    public string Host => _builder.Configuration["Gateway:Host"] ?? "localhost";
    public bool WithDemo => !string.Equals(_builder.Configuration["Demo:Enabled"], "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>An administrator's connection string of a server somebody else runs; without it, a local one is run.</summary>
    public string? ExternalPostgres { get; }

    /// <summary>32 random bytes (base64) that are made once and kept with the data, in a file that only its owner can read.</summary>
    public IResourceBuilder<ParameterResource> Secret(string name) => Parameter(name, SecretFolder.Key);

    private IResourceBuilder<ParameterResource> Parameter(string name, Func<string> make) =>
        _builder.AddParameter(name, () => _secrets.ReadOrCreate(name, make), secret: true);

    private int? Number(string key, int largest = 65535) =>
        _builder.Configuration[key] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= largest ? number
        : throw new DistributedApplicationException($"{key} must be a port number from 1 to {largest}, not '{text}'.");
}
