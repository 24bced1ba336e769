using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Sangam.Identity.V1;

namespace EndToEnd.Tests;

public sealed class ForeignClientTests : IAsyncLifetime
{
    private const string OperatorSecret = "operator-of-the-tests-only",
        Password = "three words together";
    private readonly List<ServiceProcess> running = [];
    private ServiceProcess gateway = null!;

    /// <summary>
    /// <c>foreign/client.mjs</c>: npm's <c>@grpc/grpc-js</c> with the <c>.proto</c> files of this repository, and nothing else
    /// of it.
    /// </summary>
    [Fact]
    public async Task A_foreign_client_enrols_a_member_and_reads_rich_errors_and_health()
    {
        await AccountAsync("foreign", "facilitator");

        var said = await RunAsync(
            "node",
            Path.Combine(Repository.Root, "tests/EndToEnd/foreign/client.mjs"),
            gateway.Grpc.Authority,
            "foreign",
            "facilitator",
            Password
        );

        Assert.Equal(
            new(
                KnownAs: "ఆశ",
                SameMember: true,
                new("INVALID_ARGUMENT", "required", "sangam", "known_as", "This must be filled in.", "en"),
                new("UNAUTHENTICATED", "sign_in_first", "sangam", null, "Sign in first.", "en"),
                Health: "SERVING"
            ),
            JsonSerializer.Deserialize<Answer>(said, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })
        );
    }

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["Sangam__InstallationKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Sangam__EventToken"] = TestBus.Token,
            ["Sangam__Authority"] = "{http}",
            ["Clients__operator__Secret"] = OperatorSecret,
            ["Clients__puller__Secret"] = "puller-of-the-tests-only",
        };
        var postgres = await TestPostgres.Running;
        var keys = await (await TestPostgres.Running).NewDatabaseAsync("keys");
        settings["ConnectionStrings__keys"] = postgres.As(keys, "service");
        settings["ConnectionStrings__keys_owner"] = postgres.As(keys, "owner");
        var identity = await ServiceAsync("Identity", settings);
        var membership = await ServiceAsync(
            "Membership",
            new(settings) { ["Sangam__Authority"] = identity.Http.GetLeftPart(UriPartial.Authority) }
        );

        var elsewhere = $"http://localhost:{TestPostgres.FreePort()}";
        gateway = await ServiceProcess.StartAsync(
            Repository.Built("Gateway", "gateway"),
            new Dictionary<string, string>(GatewayFixture.Settings(elsewhere, elsewhere))
            {
                ["services__identity__http__0"] = identity.Http.ToString(),
                ["services__identity__grpc__0"] = identity.Grpc.ToString(),
                ["services__membership__grpc__0"] = membership.Grpc.ToString(),
                ["Limits__Entry__Burst"] = "50",
            }
        );
        running.Add(gateway);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in running)
            await process.DisposeAsync();
    }

    private async Task<ServiceProcess> ServiceAsync(string project, Dictionary<string, string> settings)
    {
        var name = project.ToLowerInvariant();
        var postgres = await TestPostgres.Running;
        var database = await postgres.NewDatabaseAsync(name);
        var environment = new Dictionary<string, string>(settings)
        {
            [$"ConnectionStrings__{name}"] = postgres.As(database, "service"),
            [$"ConnectionStrings__{name}_relay"] = postgres.As(database, "relay"),
            [$"ConnectionStrings__{name}_owner"] = postgres.As(database, "owner"),
        };
        var dll = Repository.Built(project, $"services/{project}");
        await ServiceProcess.RunAsync(dll, environment, "migrate");
        var service = await ServiceProcess.StartAsync(dll, environment);
        running.Add(service);
        return service;
    }

    /// <summary>A collective with an account, made as the operator and its admin would.</summary>
    private async Task AccountAsync(string collective, string role)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Http, "/connect/token"))
        {
            Headers = { Host = "identity.localhost" },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "operator",
                    ["client_secret"] = OperatorSecret,
                }
            ),
        };
        using var answer = await http.SendAsync(request);
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("access_token")
            .GetString();

        using var channel = GrpcChannel.ForAddress(gateway.Grpc);
        CallInvoker As(string? bearer) =>
            channel.Intercept(headers =>
            {
                headers.Add("authorization", $"Bearer {bearer}");
                return headers;
            });
        var open = new Accounts.AccountsClient(channel);
        var created = await new Tenants.TenantsClient(As(token)).CreateTenantAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Tenant = new()
                {
                    Code = collective,
                    Name = "Foreign",
                    StateCode = "IN-AP",
                    Type = CollectiveType.SurvivorLed,
                    Languages = { "te" },
                },
            }
        );
        await open.AcceptInvitationAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Collective = collective,
                Code = created.AdminInvitation.Code,
                UserName = "admin",
                Password = Password,
            }
        );
        var admin = await new Sessions.SessionsClient(channel).SignInAsync(
            new()
            {
                Collective = collective,
                UserName = "admin",
                Password = Password,
            }
        );
        var invited = await new Accounts.AccountsClient(As(admin.AccessToken)).CreateInvitationAsync(
            new() { RequestId = $"{Guid.NewGuid()}", Roles = { role } }
        );
        await open.AcceptInvitationAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Collective = collective,
                Code = invited.Code,
                UserName = role,
                Password = Password,
            }
        );
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} failed:\n{await error}");
        return await output;
    }

    private sealed record Answer(string KnownAs, bool SameMember, Problem Refused, Problem Unsigned, string Health);

    private sealed record Problem(string Status, string Reason, string Domain, string? Field, string Sentence, string Locale);
}
