using System.Collections.Concurrent;
using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Portal.Tests;

/// <summary>
/// The portal and the identity, membership and indicators services behind it, each a process of its own, started once for all
/// tests. The other services are away, as they may be in earnest. The processes end with that of the tests.
/// </summary>
internal sealed class PortalServices
{
    public const string OperatorSecret = "the-operators-secret-of-the-tests";
    private const string PullerSecret = "the-pullers-secret-of-the-tests";
    private static readonly Lazy<Task<PortalServices>> Shared = new(StartAsync);

    /// <summary>Started when first asked for.</summary>
    public static Task<PortalServices> Running => Shared.Value;

    public required TestBus Bus { get; init; }

    /// <summary>Takes the telemetry of all of them.</summary>
    public required CollectorDouble Collector { get; init; }
    public required ServiceProcess Identity { get; init; }
    public required ServiceProcess Membership { get; init; }
    public required ServiceProcess Indicators { get; init; }
    public required ServiceProcess Portal { get; init; }

    /// <summary>Where the membership service keeps its records, as the service itself reaches them.</summary>
    public required string Records { get; init; }

    /// <summary>The same of the network's database.</summary>
    public required string NationalRecords { get; init; }

    public IEnumerable<ServiceProcess> All => [Identity, Membership, Indicators, Portal];

    private static async Task<PortalServices> StartAsync()
    {
        var postgres = await TestPostgres.Running;
        var bus = await TestBus.StartAsync();
        var collector = await CollectorDouble.StartAsync();
        Place identityAt = Place.Free(),
            indicatorsAt = Place.Free();
        var settings = new Dictionary<string, string>
        {
            ["Sangam__InstallationKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Sangam__EventToken"] = TestBus.Token,
            ["Sangam__Authority"] = identityAt.Http,
            ["Events__Subscribers__0"] = bus.Address,
            ["Events__Subscribers__1"] = indicatorsAt.Http,
        };
        foreach (var name in (string[])["identity", "membership", "indicators", "national", "keys"])
        {
            var database = await postgres.NewDatabaseAsync(name);
            settings[$"ConnectionStrings__{name}"] = postgres.As(database, "service");
            settings[$"ConnectionStrings__{name}_relay"] = postgres.As(database, "relay");
            settings[$"ConnectionStrings__{name}_owner"] = postgres.As(database, "owner");
        }

        // Each is told beforehand where the others will be, so all of them start side by side.
        var identity = ServiceAsync(
            "Identity",
            identityAt,
            new(settings) { ["Clients__operator__Secret"] = OperatorSecret, ["Clients__puller__Secret"] = PullerSecret }
        );
        // an account ends with its member
        var membership = ServiceAsync("Membership", Place.Free(), new(settings) { ["Events__Subscribers__2"] = identityAt.Http });
        var indicators = ServiceAsync(
            "Indicators",
            indicatorsAt,
            new(settings)
            {
                ["Sangam__ClientId"] = "puller",
                ["Sangam__ClientSecret"] = PullerSecret,
                ["National__Sources__0"] = indicatorsAt.Grpc,
                ["National__PullEvery"] = "1.00:00:00", // from itself, when a test says so
                ["Releases__Cooling"] = "00:00:00",
            }
        );
        var one = await identity;
        var two = await membership;
        var three = await indicators;
        var away = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        var toCollector = collector.Settings("portal");
        return new()
        {
            Bus = bus,
            Collector = collector,
            Identity = one,
            Membership = two,
            Indicators = three,
            Records = settings["ConnectionStrings__membership"],
            NationalRecords = settings["ConnectionStrings__national"],
            Portal = await ServiceProcess.StartAsync(
                Repository.Built("Portal", "portal"),
                new Dictionary<string, string>(toCollector)
                {
                    ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "portal"),
                    ["ASPNETCORE_ENVIRONMENT"] = "Development", // serves the style sheet from where it lies in the repository
                    ["Sangam__Authority"] = settings["Sangam__Authority"],
                    ["services__identity__grpc__0"] = one.Grpc.ToString(),
                    ["services__membership__grpc__0"] = two.Grpc.ToString(),
                    ["services__indicators__grpc__0"] = three.Grpc.ToString(),
                    ["services__indicators__http__0"] = three.Http.ToString(),
                    ["services__training__grpc__0"] = away,
                    ["services__livelihood__grpc__0"] = away,
                    ["services__protection__grpc__0"] = away,
                }
            ),
        };

        async Task<ServiceProcess> ServiceAsync(string project, Place at, Dictionary<string, string> own)
        {
            var dll = Repository.Built(project, $"services/{project}");
            foreach (var (name, value) in collector.Settings(project.ToLowerInvariant()))
                own[name] = value;
            await ServiceProcess.RunAsync(dll, own, "migrate");
            return await ServiceProcess.StartAsync(dll, own, at);
        }
    }
}

internal static class ServiceCalls
{
    private static readonly ConcurrentDictionary<Uri, GrpcChannel> Channels = [];

    extension(ServiceProcess service)
    {
        /// <summary>Calls of the service, with a token or none.</summary>
        public CallInvoker Calls(string? token)
        {
            var channel = Channels.GetOrAdd(service.Grpc, at => GrpcChannel.ForAddress(at));
            return token is null
                ? channel.CreateCallInvoker()
                : channel.Intercept(headers =>
                {
                    headers.Add("authorization", $"Bearer {token}");
                    return headers;
                });
        }
    }
}
