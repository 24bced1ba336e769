using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sangam.Identity.V1;
using Sangam.Rpc;

namespace Tenancy.Tests;

/// <summary>The clients with which one part of the system calls another: here one that is away at the first call of each rpc.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private readonly string address = $"http://127.0.0.1:{TestPostgres.FreePort()}";
    private readonly Asked asked = new();
    private WebApplication service = null!;

    public async ValueTask InitializeAsync() => service = await ServeAsync(address);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_only_reads_is_asked_again_when_the_service_was_away()
    {
        var tenant = await Client<Tenants.TenantsClient>().GetTenantAsync(new() { Code = "again" });

        Assert.Equal(("again", 2), (tenant.Code, asked.Times("GetTenant")));
    }

    [Fact]
    public async Task What_carries_a_request_id_is_asked_again_with_the_same_one()
    {
        var request = new CreateTenantRequest { RequestId = "mine" };

        await Client<Tenants.TenantsClient>().CreateTenantAsync(request);

        Assert.Equal(2, asked.Times("CreateTenant"));
        Assert.Equal(["mine"], asked.RequestIds);
    }

    [Fact]
    public async Task A_request_id_that_was_left_out_is_made_for_each_call_anew()
    {
        var client = Client<Tenants.TenantsClient>();
        var request = new CreateTenantRequest();

        await client.CreateTenantAsync(request);
        await client.CreateTenantAsync(request);

        Assert.Equal("", request.RequestId);
        Assert.Equal(2, asked.RequestIds.Distinct().Count(id => Guid.TryParse(id, out _)));
    }

    [Fact]
    public async Task What_could_be_done_twice_is_not_asked_again()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Client<Sessions.SessionsClient>().SignInAsync(new()));

        Assert.Equal((StatusCode.Unavailable, 1), (refusal.StatusCode, asked.Times("SignIn")));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_not_asked_for_again()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Client<Tenants.TenantsClient>().ListTenantsAsync(new()));

        Assert.Equal((StatusCode.FailedPrecondition, 2), (refusal.StatusCode, asked.Times("ListTenants"))); // away, then refused
    }

    [Fact]
    public async Task No_call_waits_for_ever()
    {
        await Client<Tenants.TenantsClient>().GetTenantAsync(new());
        await Client<Tenants.TenantsClient>().GetTenantAsync(new(), deadline: DateTime.UtcNow.AddMinutes(5));

        Assert.Equal([15, 300], asked.Left.Select(left => Math.Ceiling(left.TotalSeconds / 15) * 15));
    }

    [Fact]
    public async Task Calls_are_spread_over_the_replicas_and_go_on_when_one_has_been_started_again()
    {
        var other = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        await using var replica = await ServeAsync(other);
        var client = Client<Tenants.TenantsClient>(address, other);

        for (var i = 0; i < 8; i++)
            await client.GetTenantAsync(new());
        Assert.Equal(new HashSet<string> { address, other }, [.. asked.At]);

        await service.DisposeAsync();
        service = await ServeAsync(address);
        for (var i = 0; i < 4; i++)
            await client.GetTenantAsync(new());
    }

    [Fact]
    public void A_service_whose_address_is_not_set_stops_the_start_with_a_sentence()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());

        var e = Assert.Throws<InvalidOperationException>(() => builder.AddServiceClient<Tenants.TenantsClient>("identity"));

        Assert.Equal("Set services__identity__grpc__0 to the address of identity's grpc endpoint.", e.Message);
    }

    private TClient Client<TClient>(params string[] addresses)
        where TClient : ClientBase
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore(); // never started: an application cannot be built without a server
        builder.Services.AddLogging();
        builder.Services.AddServiceDiscovery();
        builder.Configuration.AddInMemoryCollection(
            (addresses is [] ? [address] : addresses)
                .Index()
                .Select(a => KeyValuePair.Create<string, string?>($"services:identity:grpc:{a.Index}", a.Item))
        );
        builder.AddServiceClient<TClient>("identity");
        return builder.Build().Services.GetRequiredService<TClient>();
    }

    private async Task<WebApplication> ServeAsync(string at)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseUrls(at)
            .ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(asked);
        var app = builder.Build();
        app.Use(
            (http, next) =>
            {
                if (asked.Count(http.Request.Path, at) > 1)
                    return next(http);
                http.Response.ContentType = "application/grpc";
                RichErrors.Write(http.Response, RichErrors.Of(StatusCode.Unavailable, "unavailable", "Try again."));
                return Task.CompletedTask;
            }
        );
        app.UseRouting();
        app.MapGrpcService<Answering>();
        await app.StartAsync();
        return app;
    }

    private sealed class Asked
    {
        private readonly ConcurrentDictionary<string, int> times = [];

        public ConcurrentQueue<string> RequestIds { get; } = [];
        public ConcurrentQueue<TimeSpan> Left { get; } = [];
        public ConcurrentQueue<string> At { get; } = [];

        public int Times(string rpc) => times[rpc];

        public int Count(PathString path, string at)
        {
            At.Enqueue(at);
            return times.AddOrUpdate(path.Value!.Split('/')[^1], 1, (_, before) => before + 1);
        }
    }

    private sealed class Answering(Asked asked) : Tenants.TenantsBase
    {
        public override Task<Tenant> GetTenant(GetTenantRequest request, ServerCallContext context)
        {
            asked.Left.Enqueue(context.Deadline - DateTime.UtcNow);
            return Task.FromResult(new Tenant { Code = request.Code });
        }

        public override Task<CreateTenantResponse> CreateTenant(CreateTenantRequest request, ServerCallContext context)
        {
            asked.RequestIds.Enqueue(request.RequestId);
            return Task.FromResult(new CreateTenantResponse());
        }

        public override Task<ListTenantsResponse> ListTenants(ListTenantsRequest request, ServerCallContext context) =>
            throw new RpcException(new(StatusCode.FailedPrecondition, "Not now."));
    }
}
