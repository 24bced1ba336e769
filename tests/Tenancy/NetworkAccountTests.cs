using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sangam.Security;

namespace Tenancy.Tests;

/// <summary>
/// Every rpc of every service, called over the wire with the token of an account of the network, through the gatekeeper that
/// each service has. Nothing stands behind it: whatever it lets through ends in an error of another kind.
/// </summary>
public sealed class NetworkAccountTests : IAsyncLifetime
{
    private const string National = "sangam.national.v1.National/";
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(b => b, b => b);
    private static readonly string[] Reading =
    [
        "sangam.identity.v1.Tenants/ListTenants",
        $"{National}GetAggregates",
        $"{National}GetCompleteness",
        $"{National}GetTable",
        $"{National}GetTrend",
        $"{National}ListPeriods",
        $"{National}ListRefusals",
        $"{National}ListSources",
    ];
    private static readonly string[] Administering =
    [
        .. Reading,
        $"{National}PullReleases",
        "sangam.identity.v1.Accounts/CreateInvitation",
        "sangam.identity.v1.Accounts/DisableAccount",
        "sangam.identity.v1.Accounts/ListAccounts",
        "sangam.identity.v1.Accounts/ListInvitations",
        "sangam.identity.v1.Accounts/RevokeInvitation",
        "sangam.identity.v1.Accounts/SetRoles",
        "sangam.identity.v1.Accounts/UnlockAccount",
    ];

    /// <summary>
    /// Each with a proof of its own, or on the way in. Of what belongs to a collective it is the calendar feed alone, whose
    /// address holds its secret.
    /// </summary>
    private static readonly string[] OpenToEverybody =
    [
        "sangam.identity.v1.Accounts/AcceptInvitation",
        "sangam.identity.v1.Sessions/RefreshSession",
        "sangam.identity.v1.Sessions/SignIn",
        "sangam.identity.v1.Sessions/SignOut",
        "sangam.identity.v1.Tenants/GetTenant",
        "sangam.membership.v1.Calendar/ReadFeed",
    ];

    /// <summary>One's own sessions, and what is counted.</summary>
    private static readonly string[] OpenToWhoeverIsSignedIn =
    [
        "sangam.identity.v1.Sessions/CheckSession",
        "sangam.identity.v1.Sessions/ListSessions",
        "sangam.identity.v1.Sessions/RevokeSession",
        "sangam.indicators.v1.Dictionary/ExportMetadata",
        "sangam.indicators.v1.Dictionary/GetDictionary",
        "sangam.indicators.v1.Dictionary/ListVersions",
        $"{National}ListIndicators",
    ];

    private TestIssuer issuer = null!;
    private WebApplication services = null!;
    private GrpcChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        var address = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseUrls(address)
            .ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Sangam:Authority"] = issuer.Address });
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddMetrics();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddRpc();
        services = builder.Build();
        services.UseRouting();
        services.UseAuthentication();
        services.UseAuthorization();
        var map = typeof(GrpcEndpointRouteBuilderExtensions).GetMethod(
            nameof(GrpcEndpointRouteBuilderExtensions.MapGrpcService),
            [typeof(IEndpointRouteBuilder)]
        )!;
        foreach (var service in Rpc.All.Select(r => r.Answering!.DeclaringType!).Distinct())
            map.MakeGenericMethod(service).Invoke(null, [services]);
        await services.StartAsync();
        channel = GrpcChannel.ForAddress(address);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await services.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public Task An_analyst_of_the_network_can_read_released_figures_and_call_nothing_else() => ShouldCallAsync("network_analyst", Reading);

    [Fact]
    public Task A_network_admin_can_also_fetch_and_keep_accounts_and_call_nothing_else() => ShouldCallAsync("network_admin", Administering);

    [Fact]
    public async Task Whoever_is_not_signed_in_can_sign_in_and_call_nothing_else()
    {
        var answers = await AnswersAsync(channel.CreateCallInvoker());

        Assert.Equal(
            OpenToEverybody,
            answers.Where(a => a.Value != (StatusCode.Unauthenticated, "sign_in_first")).Select(a => a.Key).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>
    /// So that what the tests above call is all there is: nothing is left out, and nothing comes by a kind of call that they do
    /// not make.
    /// </summary>
    [Fact]
    public void Every_rpc_that_a_proto_file_names_is_among_those_that_are_called()
    {
        var named = Directory
            .GetFiles(Path.Combine(Repository.Root, "services"), "*.proto", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Select(l => l.TrimStart())
            .Where(l => l.StartsWith("rpc ", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(
            named.Select(l => l.Split(' ', '(')[1]).Order(StringComparer.Ordinal),
            Rpc.All.Select(r => r.Name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(named, l => l.Contains("(stream ", StringComparison.Ordinal)); // the tests above make no such call
    }

    /// <param name="listed">What the role may call, beside what is open to whoever is signed in.</param>
    private async Task ShouldCallAsync(string role, string[] listed)
    {
        var token = issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == role).Permissions);
        var answers = await AnswersAsync(
            channel.Intercept(headers =>
            {
                headers.Add("authorization", $"Bearer {token}");
                return headers;
            })
        );

        Assert.Equal(
            [.. listed.Concat(OpenToEverybody).Concat(OpenToWhoeverIsSignedIn).Order(StringComparer.Ordinal)],
            answers.Where(a => a.Value.Status != StatusCode.PermissionDenied).Select(a => a.Key).Order(StringComparer.Ordinal)
        );
        // The words of a collective are its people's.
        Assert.Equal(
            ["sangam.membership.v1.Settings/GetSettings"],
            answers.Where(a => a.Value == (StatusCode.PermissionDenied, "no_collective")).Select(a => a.Key)
        );
        Assert.All(
            answers.Values.Where(a => a.Status == StatusCode.PermissionDenied),
            a => Assert.Contains(a.Code, (string[])["not_allowed", "no_collective"])
        );
    }

    /// <summary>How each rpc answers, in their order.</summary>
    private static async Task<Dictionary<string, (StatusCode Status, string Code)>> AnswersAsync(CallInvoker calls)
    {
        var answers = new Dictionary<string, (StatusCode, string)>();
        foreach (var rpc in Rpc.All)
            answers.Add($"{rpc}", await AnswerAsync(calls, rpc));
        return answers;
    }

    private static async Task<(StatusCode Status, string Code)> AnswerAsync(CallInvoker calls, Rpc rpc)
    {
        try
        {
            await calls.AsyncUnaryCall(
                new Method<byte[], byte[]>(MethodType.Unary, rpc.Service, rpc.Name, Bytes, Bytes),
                null,
                default,
                []
            );
            return (StatusCode.OK, "");
        }
        catch (RpcException e)
        {
            return (e.StatusCode, e.Code);
        }
    }
}
