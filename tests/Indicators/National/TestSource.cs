using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Identity = Sangam.Identity.V1;

namespace Indicators.Tests;

/// <summary>
/// A gateway as the puller sees it: it passes on the shelf of the service under test, has a directory, and can lie or be away.
/// </summary>
public sealed class TestSource : IAsyncDisposable
{
    private readonly WebApplication app;
    private GrpcChannel? behind;

    private TestSource(string address)
    {
        Address = address;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseUrls(address)
            .ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<Shelf>();
        app.MapGrpcService<Directory>();
    }

    public string Address { get; }

    /// <summary>What is passed on instead of a release.</summary>
    public Func<V1.Release, V1.Release> Instead { get; set; } = r => r;

    /// <summary>What is passed on instead of a key.</summary>
    public Func<V1.SigningKey, V1.SigningKey> InsteadOfKey { get; set; } = k => k;

    public bool Away { get; set; }

    /// <summary>It lets nobody in.</summary>
    public bool Shut { get; set; }

    /// <summary>Before that it does not answer.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>The most releases that it puts on a page; 0 for as many as asked.</summary>
    public int PagesOf { get; set; }

    /// <summary>Hears with what cursor it is asked.</summary>
    public Action<string> Asked { get; set; } = _ => { };

    /// <summary>The directory; null when it does not answer.</summary>
    public IReadOnlyList<Identity.Tenant>? Tenants { get; set; }

    public static async Task<TestSource> StartAsync()
    {
        var source = new TestSource($"http://127.0.0.1:{TestPostgres.FreePort()}");
        await source.app.StartAsync();
        return source;
    }

    public void Forward(Uri grpc) => behind = GrpcChannel.ForAddress(grpc);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        behind?.Dispose();
    }

    private sealed class Shelf(TestSource source) : V1.Releases.ReleasesBase
    {
        public override async Task<V1.ListReleasesResponse> ListReleases(V1.ListReleasesRequest request, ServerCallContext context)
        {
            source.Asked(request.Cursor);
            if (source.Away)
                throw new RpcException(new Status(StatusCode.Unavailable, "Away."));
            if (source.Shut)
                throw new RpcException(new Status(StatusCode.PermissionDenied, "Shut."));
            await source.Until;
            if (source.PagesOf > 0)
                request.PageSize = source.PagesOf;
            var answer = await new V1.Releases.ReleasesClient(source.behind).ListReleasesAsync(
                request,
                new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization")! } }
            );
            var releases = answer.Releases.Select(source.Instead).ToList();
            answer.Releases.Clear();
            answer.Releases.Add(releases);
            return answer;
        }

        public override async Task<V1.ListSigningKeysResponse> ListSigningKeys(V1.ListSigningKeysRequest request, ServerCallContext context)
        {
            var answer = await new V1.Releases.ReleasesClient(source.behind).ListSigningKeysAsync(
                request,
                new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization")! } }
            );
            return new() { Keys = { answer.Keys.Select(source.InsteadOfKey) } };
        }
    }

    private sealed class Directory(TestSource source) : Identity.Tenants.TenantsBase
    {
        public override Task<Identity.ListTenantsResponse> ListTenants(Identity.ListTenantsRequest request, ServerCallContext context) =>
            source.Tenants is { } tenants
                ? Task.FromResult(new Identity.ListTenantsResponse { Tenants = { tenants } })
                : throw new RpcException(new Status(StatusCode.Unavailable, "Away."));
    }
}
