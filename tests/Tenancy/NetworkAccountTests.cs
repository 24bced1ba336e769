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
/// Every rpc of every service, called over the wire with the token of an account of the network, through the gatekeeper that each service has. Nothing stands behind it:
/// whatever it lets through ends in an error of another kind.
/// </summary>
public sealed class NetworkAccountTests : IAsyncLifetime
{
    private const string National = "sangam.national.v1.National/";
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(b => b, b => b);
    private static readonly string[] Reading =
    [
        "sangam.identity.v1.Tenants/ListTenants",
        $"{National}GetAggregates", $"{National}GetCompleteness", $"{National}GetTable", $"{National}GetTrend", $"{National}ListPeriods", $"{National}ListRefusals", $"{National}ListSources",
    ];
    private static readonly string[] Administering =
    [
        .. Reading, $"{National}PullReleases",
        "sangam.identity.v1.Accounts/CreateInvitation", "sangam.identity.v1.Accounts/DisableAccount", "sangam.identity.v1.Accounts/ListAccounts", "sangam.identity.v1.Accounts/ListInvitations",
        "sangam.identity.v1.Accounts/RevokeInvitation", "sangam.identity.v1.Accounts/SetRoles", "sangam.identity.v1.Accounts/UnlockAccount",
    ];
    private TestIssuer issuer = null!;
    private WebApplication services = null!;
    private GrpcChannel channel = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        var address = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address).ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
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
        var map = typeof(GrpcEndpointRouteBuilderExtensions).GetMethod(nameof(GrpcEndpointRouteBuilderExtensions.MapGrpcService), [typeof(IEndpointRouteBuilder)])!;
        foreach (var service in Rpc.All.Select(r => r.Answering!.DeclaringType!).Distinct()) map.MakeGenericMethod(service).Invoke(null, [services]);
        await services.StartAsync();
        channel = GrpcChannel.ForAddress(address);
    }

    public async Task DisposeAsync()
    {
        channel.Dispose();
        await services.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public Task An_analyst_of_the_network_can_read_released_figures_and_call_nothing_else() => ShouldCallAsync("network_analyst", Reading);

    [Fact]
    public Task An_admin_of_the_network_can_also_fetch_and_keep_the_networks_own_accounts_and_call_nothing_else() => ShouldCallAsync("network_admin", Administering);

    /// <param name="listed">What the role may call, beside what is open to everybody or to whoever is signed in, which the role matrix lists.</param>
    private async Task ShouldCallAsync(string role, string[] listed)
    {
        var token = issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == role).Permissions);
        var calls = channel.Intercept(headers => { headers.Add("authorization", $"Bearer {token}"); return headers; });

        var admitted = new List<string>();
        foreach (var rpc in Rpc.All)
            if (!await IsTurnedAwayAsync(calls, rpc)) admitted.Add(rpc.ToString());

        var open = Rpc.All.Where(r => r.OpenToAll is not null).Select(r => r.ToString());
        Assert.Equal(listed.Concat(open).Order(StringComparer.Ordinal), admitted.Order(StringComparer.Ordinal));
        // Of what belongs to collectives only a calendar feed, whose own secret is the proof, and a collective's words, which one without a collective has none of.
        Assert.Equal(["sangam.membership.v1.Calendar/ReadFeed", "sangam.membership.v1.Settings/GetSettings"], open.Where(r => Collectives.Any(c => r.StartsWith(c, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    private static readonly string[] Collectives = ["sangam.membership.", "sangam.training.", "sangam.protection.", "sangam.indicators.v1.Months", "sangam.indicators.v1.Releases"];

    private static async Task<bool> IsTurnedAwayAsync(CallInvoker calls, Rpc rpc)
    {
        var streams = rpc.Answering!.ReturnType == typeof(Task);
        var method = new Method<byte[], byte[]>(streams ? MethodType.ServerStreaming : MethodType.Unary, rpc.Service, rpc.Name, Bytes, Bytes);
        try
        {
            if (streams)
            {
                using var call = calls.AsyncServerStreamingCall(method, null, default, []);
                await call.ResponseStream.MoveNext(default);
            }
            else await calls.AsyncUnaryCall(method, null, default, []);
            return false;
        }
        catch (RpcException e)
        {
            Assert.NotEqual(StatusCode.Unauthenticated, e.StatusCode);
            return e.StatusCode == StatusCode.PermissionDenied && e.Trailers.GetValue("sangam-code") == "not_allowed";
        }
    }
}
