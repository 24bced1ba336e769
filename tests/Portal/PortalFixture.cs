using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Microsoft.Playwright;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>
/// A browser of its own for one half of the tests, over the services that all of them share. Every test takes a collective of
/// its own.
/// </summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private static int halves;
    private readonly HttpClient http = new();
    private PortalServices services = null!;

    public Browser Browser { get; } = new();

    /// <summary>The port of the portal; a collective's is <c>http://{code}.localhost:{port}</c>.</summary>
    public int Port => services.Portal.Http.Port;

    public async ValueTask InitializeAsync()
    {
        Interlocked.Increment(ref halves);
        var browsing = Browser.InitializeAsync();
        services = await PortalServices.Running;
        await browsing;
    }

    /// <summary>Where the membership service keeps its records, as the service itself reaches them.</summary>
    public string Records => services.Records;

    /// <summary>What the services and the portal tell an operator's collector.</summary>
    internal CollectorDouble Collector => services.Collector;

    /// <summary>The same of the network's database.</summary>
    public string NationalRecords => services.NationalRecords;

    /// <summary>Tells the indicators service what another service would, as that collective.</summary>
    public async Task TellAsync(Guid tenant, Sangam.Events.IEvent what) =>
        await services.Bus.TellAsync(services.Indicators.Http, tenant, what);

    /// <summary>A new collective with its first admin.</summary>
    public async Task<Collective> NewCollectiveAsync(params string[] languages)
    {
        var code = $"c{Guid.NewGuid():n}"[..12];
        var made = await new Tenants.TenantsClient(services.Identity.Calls(await OperatorTokenAsync())).CreateTenantAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Tenant = new()
                {
                    Code = code,
                    Name = $"Collective {code}",
                    StateCode = "IN-AP",
                    District = "Guntur",
                    Type = CollectiveType.SexWorkerLed,
                    Languages = { languages is [] ? ["en", "te"] : languages },
                },
            }
        );
        return await Collective.WithAdminAsync(this, made);
    }

    /// <summary>Calls of identity (<c>identity: true</c>) or membership, with a token or none.</summary>
    internal CallInvoker Calls(bool ofIdentity, string? token) => (ofIdentity ? services.Identity : services.Membership).Calls(token);

    /// <summary>
    /// Calls of indicators: <c>new Sangam.Indicators.V1.Months.MonthsClient(portal.CallsOfIndicators(session.AccessToken))</c>.
    /// </summary>
    internal CallInvoker CallsOfIndicators(string? token) => services.Indicators.Calls(token);

    /// <summary>A new account of the network with these roles.</summary>
    public async Task<Session> NetworkPersonAsync(params string[] roles)
    {
        var anybody = services.Identity.Calls(null);
        var admin = await JoinNetworkAsync(
            (
                await new Tenants.TenantsClient(services.Identity.Calls(await OperatorTokenAsync())).InviteNetworkAdminAsync(
                    new() { RequestId = $"{Guid.NewGuid()}" }
                )
            ).Code
        );
        if (roles is ["network_admin"])
            return admin;
        return await JoinNetworkAsync(
            (
                await new Accounts.AccountsClient(services.Identity.Calls(admin.AccessToken)).CreateInvitationAsync(
                    new() { RequestId = $"{Guid.NewGuid()}", Roles = { roles } }
                )
            ).Code
        );

        async Task<Session> JoinNetworkAsync(string code)
        {
            var name = $"n{Guid.NewGuid():n}"[..12];
            await new Accounts.AccountsClient(anybody).AcceptInvitationAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    Code = code,
                    UserName = name,
                    Password = Collective.Password,
                }
            );
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
        if (path != "/")
            await page.GotoAsync(AtNetwork(path));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        if (Interlocked.Decrement(ref halves) == 0)
            foreach (var process in services.All.Where(process => process.Output.Contains("fail:", StringComparison.Ordinal)))
                await Console.Error.WriteLineAsync($"It said:\n{process.Output}");
        http.Dispose();
    }

    private async Task<string> OperatorTokenAsync()
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("client_id", "operator"),
            new("client_secret", PortalServices.OperatorSecret),
        ]);
        using var answer = await http.PostAsync(new Uri(services.Identity.Http, "/connect/token"), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}

[CollectionDefinition("portal")]
public sealed class PortalCollection : ICollectionFixture<PortalFixture>;

/// <summary>The other half of the pages, at the same time and over the same services.</summary>
[CollectionDefinition("portal, second half")]
public sealed class SecondPortalCollection : ICollectionFixture<PortalFixture>;
