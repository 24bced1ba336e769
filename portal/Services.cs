using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Portal.Access;
using static Sangam.Identity.V1.Accounts;
using static Sangam.Identity.V1.Sessions;
using static Sangam.Identity.V1.Tenants;
using static Sangam.Indicators.V1.Months;
using static Sangam.Livelihood.V1.Applications;
using static Sangam.Livelihood.V1.Entitlements;
using static Sangam.Membership.V1.Groups;
using static Sangam.Membership.V1.Members;
using static Sangam.National.V1.National;
using static Sangam.Protection.V1.Counselling;
using static Sangam.Protection.V1.LegalMatters;
using static Sangam.Protection.V1.MediaStories;
using static Sangam.Training.V1.Orientations;
using static Sangam.Training.V1.TrainingSessions;

namespace Portal;

/// <summary>
/// The services behind the portal, as typed clients that a page injects (<c>@inject MembersClient Members</c>). Every call carries
/// the signed-in person's own token and gives up after <see cref="Patience"/>; the portal has no rights of its own.
/// </summary>
public static class Services
{
    /// <summary>Long enough for a slow service, short enough for somebody standing with a phone in her hand.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddServices(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentSession>();

        var identity = Channel(builder, "identity");
        Add(builder, identity, calls => new SessionsClient(calls));
        Add(builder, identity, calls => new AccountsClient(calls));
        Add(builder, identity, calls => new TenantsClient(calls));

        var membership = Channel(builder, "membership");
        Add(builder, membership, calls => new MembersClient(calls));
        Add(builder, membership, calls => new GroupsClient(calls));

        var training = Channel(builder, "training");
        Add(builder, training, calls => new TrainingSessionsClient(calls));
        Add(builder, training, calls => new OrientationsClient(calls));

        var livelihood = Channel(builder, "livelihood");
        Add(builder, livelihood, calls => new EntitlementsClient(calls));
        Add(builder, livelihood, calls => new ApplicationsClient(calls));

        var protection = Channel(builder, "protection");
        Add(builder, protection, calls => new LegalMattersClient(calls));
        Add(builder, protection, calls => new CounsellingClient(calls));
        Add(builder, protection, calls => new MediaStoriesClient(calls));

        var indicators = Channel(builder, "indicators");
        Add(builder, indicators, calls => new MonthsClient(calls));
        Add(builder, indicators, calls => new NationalClient(calls));
    }

    private static GrpcChannel Channel(WebApplicationBuilder builder, string service)
    {
        var address = builder.Configuration[$"services:{service}:grpc:0"]
            ?? throw new InvalidOperationException($"Set services__{service}__grpc__0 to the address of the {service} service's gRPC endpoint.");
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that new replicas get their share
            },
        });
    }

    private static void Add<TClient>(WebApplicationBuilder builder, GrpcChannel channel, Func<CallInvoker, TClient> make) where TClient : class =>
        builder.Services.AddScoped(services => make(channel.Intercept(new OnBehalf(services.GetRequiredService<CurrentSession>()))));

    private sealed class OnBehalf(CurrentSession session) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var headers = new Metadata();
            foreach (var entry in context.Options.Headers ?? []) headers.Add(entry);
            if (session.AccessToken is { } token && headers.Get("authorization") is null) headers.Add("authorization", $"Bearer {token}");

            var options = context.Options.WithHeaders(headers).WithDeadline(context.Options.Deadline ?? DateTime.UtcNow + Patience);
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }
}
