using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sangam.Security;

namespace Tenancy.Tests;

/// <summary>The services that gRPC brings along, which no <c>.proto</c> of ours names: health and reflection.</summary>
public sealed class FrameworkServiceTests
{
    private static readonly string[] Framework =
    [
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("sangam.probe.v1")]
    public async Task Anybody_may_ask_whether_a_service_serves(string name)
    {
        await using var probe = await ProbeService.StartAsync();
        var health = new Health.HealthClient(probe.Channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new() { Service = name })).Status);

        probe.Health = HealthStatus.Unhealthy;

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new() { Service = name })).Status);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(health.CheckAsync(new() { Service = "sangam.nothing.v1" })));
    }

    [Fact]
    public async Task In_development_a_service_lists_what_it_answers()
    {
        await using var probe = await ProbeService.StartAsync("Development");

        Assert.Equal([.. Framework, "sangam.identity.v1.Tenants"], await ListAsync(probe.Channel));
    }

    [Fact]
    public async Task Outside_development_a_service_lists_nothing()
    {
        await using var probe = await ProbeService.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => ListAsync(probe.Channel));

        Assert.Equal((StatusCode.Unimplemented, "no_such_call"), (refusal.StatusCode, refusal.Code));
    }

    /// <summary>So that a library that is updated opens nothing new without being seen.</summary>
    [Fact]
    public async Task What_the_framework_opens_to_everybody_is_this_and_no_more()
    {
        await using var probe = await ProbeService.StartAsync("Development");

        var opened =
            from endpoint in probe.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            let rpc = endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method
            where rpc is not null && !rpc.ServiceName.StartsWith("sangam.", StringComparison.Ordinal)
            where endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is { Why.Length: > 20 }
            orderby rpc.FullName
            select rpc.FullName;

        Assert.Equal(
            [
                "/grpc.health.v1.Health/Check",
                "/grpc.health.v1.Health/Watch",
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            ],
            opened.Distinct()
        );
    }

    [Fact]
    public async Task A_stream_that_names_no_permission_is_shut_like_any_call()
    {
        await using var probe = await ProbeService.StartAsync(more: app => app.MapGrpcService<Unnamed>());

        var refusal = await Assert.ThrowsAsync<RpcException>(() => ListAsync(probe.Channel));

        Assert.Equal((StatusCode.PermissionDenied, "no_permission_named"), (refusal.StatusCode, refusal.Code));
    }

    private static async Task<IEnumerable<string>> ListAsync(ChannelBase channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "*" });
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name).Order(StringComparer.Ordinal);
    }

    private sealed class Unnamed : ServerReflection.ServerReflectionBase
    {
        public override Task ServerReflectionInfo(
            IAsyncStreamReader<ServerReflectionRequest> requestStream,
            IServerStreamWriter<ServerReflectionResponse> responseStream,
            ServerCallContext context
        ) => responseStream.WriteAsync(new() { ListServicesResponse = new() });
    }
}
