using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>
/// The portal over the real identity and membership services, each a process of its own, and a browser. The other services are away, as they may be in
/// earnest. Every test takes a collective of its own.
/// </summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private readonly List<ServiceProcess> processes = [];
    private readonly List<GrpcChannel> channels = [];
    private readonly HttpClient http = new();
    private ServiceProcess identity = null!, membership = null!, portal = null!;

    public Browser Browser { get; } = new();

    /// <summary>The port of the portal; a collective's is <c>http://{code}.localhost:{port}</c>.</summary>
    public int Port => portal.Http.Port;

    public async Task InitializeAsync()
    {
        var (postgres, bus) = (await TestPostgres.Running, await TestBus.StartAsync());
        var settings = new Dictionary<string, string>
        {
            ["Sangam__InstallationKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Sangam__EventToken"] = TestBus.Token,
            ["Events__Subscribers__0"] = bus.Address,
        };
        foreach (var name in (string[])["identity", "membership", "keys"])
        {
            var database = await postgres.NewDatabaseAsync(name);
            settings[$"ConnectionStrings__{name}"] = postgres.As(database, "service");
            settings[$"ConnectionStrings__{name}_relay"] = postgres.As(database, "relay");
            settings[$"ConnectionStrings__{name}_owner"] = postgres.As(database, "owner");
        }
        Records = settings["ConnectionStrings__membership"];
        identity = await StartAsync("Identity", "services/Identity", new(settings) { ["Sangam__Authority"] = "{http}", ["Clients__operator__Secret"] = "the-operators-secret-of-the-tests", ["Clients__puller__Secret"] = "the-pullers-secret-of-the-tests" });
        settings["Sangam__Authority"] = identity.Http.ToString().TrimEnd('/');
        membership = await StartAsync("Membership", "services/Membership", new(settings) { ["Events__Subscribers__1"] = identity.Http.ToString() });   // an account ends with its member
        var away = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        portal = await ServiceProcess.StartAsync(Repository.Built("Portal", "portal"), new Dictionary<string, string>
        {
            ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "portal"),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",   // serves the style sheet from where it lies in the repository
            ["Sangam__Authority"] = settings["Sangam__Authority"],
            ["services__identity__grpc__0"] = identity.Grpc.ToString(),
            ["services__membership__grpc__0"] = membership.Grpc.ToString(),
            ["services__training__grpc__0"] = away, ["services__livelihood__grpc__0"] = away, ["services__protection__grpc__0"] = away, ["services__indicators__grpc__0"] = away,
        });
        processes.Add(portal);
        await Browser.InitializeAsync();
    }

    /// <summary>Where this fixture's membership service keeps its records, as the service itself reaches them.</summary>
    public string Records { get; private set; } = "";

    /// <summary>A new collective with its first admin.</summary>
    public async Task<Collective> NewCollectiveAsync(params string[] languages)
    {
        var code = $"c{Guid.NewGuid():n}"[..12];
        var made = await new Tenants.TenantsClient(Calls(identity, await OperatorTokenAsync())).CreateTenantAsync(new()
        {
            RequestId = $"{Guid.NewGuid()}",
            Tenant = new() { Code = code, Name = $"Collective {code}", StateCode = "IN-AP", District = "Guntur", Type = CollectiveType.SexWorkerLed, Languages = { languages is [] ? ["en", "te"] : languages } },
        });
        return await Collective.WithAdminAsync(this, made);
    }

    /// <summary>Calls of identity (<c>identity: true</c>) or membership, with a token or none.</summary>
    internal CallInvoker Calls(bool ofIdentity, string? token) => Calls(ofIdentity ? identity : membership, token);

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        foreach (var channel in channels) channel.Dispose();
        foreach (var process in Enumerable.Reverse(processes))
        {
            if (process.Output.Contains("fail:", StringComparison.Ordinal)) await Console.Error.WriteLineAsync($"It said:\n{process.Output}");
            await process.DisposeAsync();
        }
        http.Dispose();
    }

    private async Task<ServiceProcess> StartAsync(string project, string folder, Dictionary<string, string> settings)
    {
        var dll = Repository.Built(project, folder);
        await ServiceProcess.RunAsync(dll, settings, "migrate");
        var process = await ServiceProcess.StartAsync(dll, settings);
        processes.Add(process);
        return process;
    }

    private CallInvoker Calls(ServiceProcess service, string? token)
    {
        var channel = GrpcChannel.ForAddress(service.Grpc);
        lock (channels) channels.Add(channel);
        return token is null ? channel.CreateCallInvoker() : channel.Intercept(headers => { headers.Add("authorization", $"Bearer {token}"); return headers; });
    }

    private async Task<string> OperatorTokenAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "operator"), new("client_secret", "the-operators-secret-of-the-tests")]);
        using var answer = await http.PostAsync(new Uri(identity.Http, "/connect/token"), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}

[CollectionDefinition("portal")]
public sealed class PortalCollection : ICollectionFixture<PortalFixture>;

/// <summary>The other half of the pages, at the same time and over services of its own.</summary>
[CollectionDefinition("portal, second half")]
public sealed class SecondPortalCollection : ICollectionFixture<PortalFixture>;
