using System.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.ClientFactory;
using Grpc.Reflection;
using Sangam.Events;
using Sangam.Rpc;
using static Grpc.Health.V1.HealthCheckResponse.Types;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Gateway;

/// <summary>
/// What a gRPC client asks of a server as such, whichever services stand behind it: health, and in development reflection, which lists
/// the rpcs of them all.
/// </summary>
public static class Protocols
{
    public static void AddProtocols(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpc(o => o.IgnoreUnknownServices = true); // Answers says what leads nowhere
        foreach (var service in Routes.CallServices)
            builder.AddServiceClient<Health.HealthClient>(service, name: service);
        if (!Service.ShowsReflection(builder.Configuration, builder.Environment))
            return;
        builder.Services.AddGrpcReflection();
        builder.Services.AddSingleton(new ReflectionServiceImpl(Descriptors()));
        builder.Services.AddSingleton(new ReflectionV1ServiceImpl(Descriptors()));
    }

    public static void MapProtocols(this WebApplication app)
    {
        app.MapGrpcService<ServiceHealth>();
        if (Service.ShowsReflection(app.Configuration, app.Environment))
            app.MapGrpcReflectionService();
    }

    /// <summary>Of every service that the protos define, and of health.</summary>
    private static IEnumerable<ServiceDescriptor> Descriptors() =>
        [
            Health.Descriptor,
            .. typeof(IEvent)
                .Assembly.GetTypes()
                .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
                .OfType<ServiceDescriptor>(),
        ];

    /// <summary>
    /// The gRPC health protocol: without a name it is about the gateway itself, and <c>sangam.membership.v1</c> is asked of Membership.
    /// A service that does not answer does not serve.
    /// </summary>
    private sealed class ServiceHealth(GrpcClientFactory clients) : Health.HealthBase
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

        public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
        {
            if (request.Service.Length == 0)
                return new() { Status = ServingStatus.Serving };
            var service =
                Routes.ServiceOf(request.Service) ?? throw new RpcException(new(StatusCode.NotFound, "There is no such service."));
            var deadline = TimeProvider.System.GetUtcNow() + Patience;
            try
            {
                return await clients
                    .CreateClient<Health.HealthClient>(service)
                    .CheckAsync(new(), deadline: deadline.UtcDateTime, cancellationToken: context.CancellationToken);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                return new() { Status = ServingStatus.NotServing };
            }
        }
    }
}
