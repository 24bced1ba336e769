using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Playwright;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>
/// The portal over the real identity, membership and indicators services, each a process of its own, and a browser. The other services are away, as they may be in
/// earnest. Every test takes a collective of its own.
/// </summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private readonly List<ServiceProcess> processes = [];
    private readonly List<GrpcChannel> channels = [];
    private readonly HttpClient http = new();
    private readonly Task<TestBus> bus = TestBus.StartAsync();
    private const string PullerSecret = "the-pullers-secret-of-the-tests";
    private readonly Place identityAt = Place.Free(), indicatorsAt = Place.Free();
    private ServiceProcess identity = null!, membership = null!, indicators = null!, portal = null!;

    public Browser Browser { get; } = new();

    /// <summary>The port of the portal; a collective's is <c>http://{code}.localhost:{port}</c>.</summary>
    public int Port => portal.Http.Port;

    public async Task InitializeAsync()
    {
        var postgres = await TestPostgres.Running;
        var settings = new Dictionary<string, string>
        {
            ["Sangam__InstallationKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Sangam__EventToken"] = TestBus.Token,
            ["Sangam__Authority"] = identityAt.Http,
            ["Events__Subscribers__0"] = (await bus).Address,
            ["Events__Subscribers__1"] = indicatorsAt.Http,
        };
        foreach (var name in (string[])["identity", "membership", "indicators", "national", "keys"])
        {
            var database = await postgres.NewDatabaseAsync(name);
            settings[$"ConnectionStrings__{name}"] = postgres.As(database, "service");
            settings[$"ConnectionStrings__{name}_relay"] = postgres.As(database, "relay");
            settings[$"ConnectionStrings__{name}_owner"] = postgres.As(database, "owner");
        }
        (Records, NationalRecords) = (settings["ConnectionStrings__membership"], settings["ConnectionStrings__national"]);
        var away = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        var browsing = Browser.InitializeAsync();
        // Each is told beforehand where the others will be, so all of them start side by side.
        await Task.WhenAll(
            StartAsync("Identity", "services/Identity", identityAt, new(settings) { ["Clients__operator__Secret"] = "the-operators-secret-of-the-tests", ["Clients__puller__Secret"] = PullerSecret }, s => identity = s),
            StartAsync("Membership", "services/Membership", Place.Free(), new(settings) { ["Events__Subscribers__2"] = identityAt.Http }, s => membership = s),   // an account ends with its member
            StartAsync("Indicators", "services/Indicators", indicatorsAt, new(settings)
            {
                ["Sangam__ClientId"] = "puller", ["Sangam__ClientSecret"] = PullerSecret,
                ["National__Sources__0"] = indicatorsAt.Grpc, ["National__PullEvery"] = "1.00:00:00",   // from itself, when a test says so
                ["Releases__Cooling"] = "00:00:00",
            }, s => indicators = s));
        portal = await ServiceProcess.StartAsync(Repository.Built("Portal", "portal"), new Dictionary<string, string>
        {
            ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "portal"),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",   // serves the style sheet from where it lies in the repository
            ["Sangam__Authority"] = settings["Sangam__Authority"],
            ["services__identity__grpc__0"] = identity.Grpc.ToString(),
            ["services__membership__grpc__0"] = membership.Grpc.ToString(),
            ["services__indicators__grpc__0"] = indicators.Grpc.ToString(),
            ["services__training__grpc__0"] = away, ["services__livelihood__grpc__0"] = away, ["services__protection__grpc__0"] = away,
        });
        lock (processes) processes.Add(portal);
        await browsing;
    }

    /// <summary>Where this fixture's membership service keeps its records, as the service itself reaches them.</summary>
    public string Records { get; private set; } = "";

    /// <summary>The same of the network's database.</summary>
    public string NationalRecords { get; private set; } = "";

    /// <summary>Tells the indicators service what another service would, as that collective.</summary>
    public async Task TellAsync(Guid tenant, Sangam.Events.IEvent what) => await (await bus).TellAsync(indicators.Http, tenant, what);

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

    /// <summary>Calls of indicators: <c>new Sangam.Indicators.V1.Months.MonthsClient(portal.CallsOfIndicators(session.AccessToken))</c>.</summary>
    internal CallInvoker CallsOfIndicators(string? token) => Calls(indicators, token);

    /// <summary>A new account of the network with these roles.</summary>
    public async Task<Session> NetworkPersonAsync(params string[] roles)
    {
        var anybody = Calls(identity, null);
        var admin = await JoinNetworkAsync((await new Tenants.TenantsClient(Calls(identity, await OperatorTokenAsync())).InviteNetworkAdminAsync(new() { RequestId = $"{Guid.NewGuid()}" })).Code);
        if (roles is ["network_admin"]) return admin;
        return await JoinNetworkAsync((await new Accounts.AccountsClient(Calls(identity, admin.AccessToken)).CreateInvitationAsync(new() { RequestId = $"{Guid.NewGuid()}", Roles = { roles } })).Code);

        async Task<Session> JoinNetworkAsync(string code)
        {
            var name = $"n{Guid.NewGuid():n}"[..12];
            await new Accounts.AccountsClient(anybody).AcceptInvitationAsync(new() { RequestId = $"{Guid.NewGuid()}", Code = code, UserName = name, Password = Collective.Password });
            return await new Sessions.SessionsClient(anybody).SignInAsync(new() { UserName = name, Password = Collective.Password });
        }
    }

    /// <summary>The address of a page of the network's portal.</summary>
    public string AtNetwork(string path) => $"http://network.localhost:{Port}{path}";

    /// <summary>A page of the network's portal without JavaScript, where this person has signed in.</summary>
    public async Task<IPage> VisitNetworkAsync(Session person, string path = "/", int width = 360)
    {
        var page = await Browser.VisitorAsync(width: width);
        await page.GotoAsync(AtNetwork("/"));
        await page.FillAsync("[name=user_name]", person.Account.UserName);
        await page.FillAsync("[name=password]", Collective.Password);
        await page.ClickAsync("main button[type=submit]");
        if (path != "/") await page.GotoAsync(AtNetwork(path));
        return page;
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        foreach (var channel in channels) channel.Dispose();
        foreach (var process in Enumerable.Reverse(processes))
        {
            if (process.Output.Contains("fail:", StringComparison.Ordinal)) await Console.Error.WriteLineAsync($"It said:\n{process.Output}");
            await process.DisposeAsync();
        }
        await (await bus).DisposeAsync();
        http.Dispose();
    }

    private async Task StartAsync(string project, string folder, Place at, Dictionary<string, string> settings, Action<ServiceProcess> started)
    {
        var dll = Repository.Built(project, folder);
        await ServiceProcess.RunAsync(dll, settings, "migrate");
        var process = await ServiceProcess.StartAsync(dll, settings, at);
        lock (processes) processes.Add(process);
        started(process);
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
