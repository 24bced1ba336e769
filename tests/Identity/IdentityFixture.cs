using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Sangam.Identity.V1;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Identity.Tests.IdentityFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Identity.Tests;

/// <summary>
/// The identity service, which checks its own tokens; what it issues to the operator and to people is used as they would.
/// </summary>
public sealed class IdentityFixture() : ServiceFixture("Identity")
{
    public const string OperatorSecret = "the-operators-secret-of-the-tests",
        PullerSecret = "the-pullers-secret-of-the-tests";
    public const string Password = "rain over the river";

    private readonly HttpClient http = new();

    /// <summary>What the process was started with, to start another replica.</summary>
    public Dictionary<string, string> Settings { get; private set; } = [];

    public V1.Tenants.TenantsClient Operator { get; private set; } = null!;

    public V1.Sessions.SessionsClient Sessions => new(Calling(null));

    public V1.Accounts.AccountsClient Accounts => new(Calling(null));

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Sangam__Authority"] = "{http}";
        settings["Clients__operator__Secret"] = OperatorSecret;
        settings["Clients__puller__Secret"] = PullerSecret;
        Settings = new(settings);
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RenewOperatorAsync();
    }

    public async Task RenewOperatorAsync() => Operator = new(Calling(await TokenAsync("operator", OperatorSecret)));

    public override ValueTask DisposeAsync()
    {
        http.Dispose();
        return base.DisposeAsync();
    }

    public async Task<string> TokenAsync(string client, string secret) =>
        (
            await (
                await PostAsync(("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret))
            ).Content.ReadFromJsonAsync<JsonElement>()
        )
            .GetProperty("access_token")
            .GetString()!;

    public Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] form) =>
        http.PostAsync(
            new Uri(Process.Http, "/connect/token"),
            new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)))
        );

    public async Task<JsonElement> GetAsync(string path, Uri? replica = null) =>
        await http.GetFromJsonAsync<JsonElement>(new Uri(replica ?? Process.Http, path));

    public static V1.Tenant Collective(string code) =>
        new()
        {
            Code = code,
            Name = $"Collective {code}",
            StateCode = "IN-AP",
            District = "Guntur",
            Type = CollectiveType.SurvivorLed,
            Languages = { "te", "en" },
        };

    public static string NewCode() => $"c{Guid.NewGuid():n}"[..12];

    /// <summary>A new collective with its first admin, signed in.</summary>
    public async Task<Realm> NewRealmAsync()
    {
        var made = await Operator.CreateTenantAsync(new() { RequestId = $"{Guid.NewGuid()}", Tenant = Collective(NewCode()) });
        return await Realm.WithAdminAsync(this, made.Tenant.Code, made.Tenant.Id, made.AdminInvitation.Code);
    }

    /// <summary>The network, with a new admin signed in.</summary>
    public async Task<Realm> NetworkAsync() =>
        await Realm.WithAdminAsync(
            this,
            "",
            $"{Guid.Empty}",
            (await Operator.InviteNetworkAdminAsync(new() { RequestId = $"{Guid.NewGuid()}" })).Code
        );
}

/// <summary>A collective or the network, through the eyes of its admin.</summary>
public sealed class Realm(IdentityFixture identity, string code, string id)
{
    public string Code => code;
    public string Id => id;
    public Session Admin { get; private set; } = null!;

    public V1.Accounts.AccountsClient Accounts => new(As(Admin));

    public static async Task<Realm> WithAdminAsync(IdentityFixture identity, string code, string id, string invitation)
    {
        var realm = new Realm(identity, code, id);
        realm.Admin = await realm.JoinAsync(invitation, NewName());
        return realm;
    }

    public static string NewName() => $"u{Guid.NewGuid():n}"[..12];

    public CallInvoker As(Session session) => identity.Calling(session.AccessToken);

    public V1.Sessions.SessionsClient SessionsOf(Session session) => new(As(session));

    public AcceptInvitationRequest Acceptance(string invitation, string userName) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            Collective = code,
            Code = invitation,
            UserName = userName,
            Password = IdentityFixture.Password,
        };

    public AsyncUnaryCall<Session> SignIn(string userName, string password = IdentityFixture.Password) =>
        identity.Sessions.SignInAsync(
            new()
            {
                Collective = code,
                UserName = userName,
                Password = password,
            }
        );

    /// <summary>Accepts an invitation and signs in.</summary>
    public async Task<Session> JoinAsync(string invitation, string userName)
    {
        await identity.Accounts.AcceptInvitationAsync(Acceptance(invitation, userName));
        return await SignIn(userName);
    }

    /// <summary>A new account with these roles, signed in.</summary>
    public async Task<Session> NewAccountAsync(params string[] roles) => await JoinAsync((await InviteAsync(roles)).Code, NewName());

    public async Task<Invitation> InviteAsync(params string[] roles) =>
        await Accounts.CreateInvitationAsync(new() { RequestId = $"{Guid.NewGuid()}", Roles = { roles } });

    /// <summary>Behind the service's back, as if time had passed.</summary>
    public async Task SqlAsync(string sql)
    {
        await using var connection = await identity.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select set_config('app.tenant_id', '{id}', false); {sql}";
        await command.ExecuteNonQueryAsync();
    }
}
