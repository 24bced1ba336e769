using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sangam.Identity.V1;
using Sangam.Security;

namespace Tenancy.Tests;

/// <summary>A service set up as every service is, without a database, whose one rpc does what its request says.</summary>
internal sealed class ProbeService : IAsyncDisposable
{
    private ProbeService(WebApplication app, TestIssuer issuer, string address)
    {
        App = app;
        Issuer = issuer;
        Address = address;
        Channel = GrpcChannel.ForAddress(address);
    }

    public WebApplication App { get; }
    public TestIssuer Issuer { get; }
    public string Address { get; }
    public GrpcChannel Channel { get; }
    public HealthStatus Health { get; set; } = HealthStatus.Healthy;

    public static async Task<ProbeService> StartAsync(string environment = "Production", Action<WebApplication>? more = null)
    {
        var issuer = await TestIssuer.StartAsync();
        var address = $"http://127.0.0.1:{TestPostgres.FreePort()}";
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment, ApplicationName = "Probe" });
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
        ProbeService? probe = null;
        builder.Services.AddHealthChecks().AddCheck("what it needs", () => new(probe!.Health));
        builder.AddRpc();
        var app = builder.Build();
        app.UseRpc();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGrpcService<Rpcs>();
        more?.Invoke(app);
        probe = new(app, issuer, address);
        await app.StartAsync();
        return probe;
    }

    public Tenants.TenantsClient Tenants(string? token = null) =>
        new(
            token is null
                ? Channel.CreateCallInvoker()
                : Channel.Intercept(headers =>
                {
                    headers.Add("authorization", $"Bearer {token}");
                    return headers;
                })
        );

    /// <summary>A call of bytes as they are.</summary>
    public AsyncUnaryCall<byte[]> Call(string service, string method, byte[] request)
    {
        var bytes = Marshallers.Create(b => b, b => b);
        var rpc = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
        return Channel.CreateCallInvoker().AsyncUnaryCall(rpc, null, default, request);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private sealed class Rpcs : Tenants.TenantsBase
    {
        [OpenToAll("Of the tests alone.")]
        public override async Task<Tenant> GetTenant(GetTenantRequest request, ServerCallContext context)
        {
            switch (request.Code)
            {
                case "slow":
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    break;
                case "broken":
                    throw new InvalidOperationException("the password is hunter2");
                case "wrong":
                    throw Refusal.Invalid("code", "bad_code", "Use small letters, digits and hyphens only.");
            }
            return new() { Code = request.Code };
        }

        [Needs(Permission.TenantsRead)]
        public override Task<ListTenantsResponse> ListTenants(ListTenantsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListTenantsResponse());
    }
}
