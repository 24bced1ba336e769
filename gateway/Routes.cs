using Sangam.Rpc;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Gateway;

/// <summary>
/// Where requests go: gRPC calls by their package, pages by their host (<c>{collective}.HOST</c>, <c>network.HOST</c>), <c>/api</c> on
/// those to the REST side of the indicators, and on <c>identity.HOST</c> the three addresses with which another installation gets a
/// token. Nothing else of a service can be reached.
/// </summary>
public static class Routes
{
    private static readonly (string Package, string Service)[] Packages =
    [
        ("identity", "identity"),
        ("membership", "membership"),
        ("training", "training"),
        ("livelihood", "livelihood"),
        ("protection", "protection"),
        ("indicators", "indicators"),
        ("national", "indicators"),
    ];

    private static readonly string[] WebServices = ["portal", "indicators", "identity"];

    /// <summary>The services that answer gRPC calls.</summary>
    public static readonly IReadOnlyList<string> CallServices = [.. Packages.Select(p => p.Service).Distinct()];

    /// <summary>What anyone may try without being signed in, and could therefore use to guess.</summary>
    private static readonly string[] EntryCalls = ["/sangam.identity.v1.Sessions/SignIn", "/sangam.identity.v1.Accounts/AcceptInvitation"];
    private static readonly string[] EntryPages = ["/sign-in", "/invitation"];
    private static readonly string[] ProviderPages = ["/.well-known/openid-configuration", "/jwks"];

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        var host = Door.Host(builder.Configuration);
        builder
            .Services.AddReverseProxy()
            .AddServiceDiscoveryDestinationResolver()
            .LoadFromMemory(
                [.. Calls(), .. Pages(host), .. Rest(host), .. Provider(host)],
                [
                    .. CallServices.Select(service =>
                        Cluster(builder, $"{service}-grpc", service, "grpc") with
                        {
                            HttpRequest = new ForwarderRequestConfig
                            {
                                Version = new(2, 0),
                                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                            },
                        }
                    ),
                    .. WebServices.Select(service => Cluster(builder, service, service, "http")),
                ]
            );
    }

    /// <summary>The service that answers a package such as <c>sangam.national.v1</c>; null when none does.</summary>
    public static string? ServiceOf(string package) => Packages.FirstOrDefault(p => $"sangam.{p.Package}.v1" == package).Service;

    /// <summary>Destinations are found by service discovery, and found again when they move.</summary>
    private static ClusterConfig Cluster(WebApplicationBuilder builder, string id, string service, string endpoint) =>
        new()
        {
            ClusterId = id,
            Destinations = new Dictionary<string, DestinationConfig>
            {
                [service] = new() { Address = Clients.Address(builder.Configuration, service, endpoint) },
            },
        };

    private static IEnumerable<RouteConfig> Calls() =>
        [
            .. Packages.Select(p => Call(p.Package, $"/sangam.{p.Package}.v1.{{service}}/{{method}}", p.Service)),
            .. EntryCalls.Select(path => Call(path, path, "identity") with { RateLimiterPolicy = Limits.Entry }),
        ];

    private static RouteConfig Call(string id, string path, string service) =>
        new()
        {
            RouteId = id,
            ClusterId = $"{service}-grpc",
            Match = new() { Path = path, Methods = ["POST"] },
        };

    private static IEnumerable<RouteConfig> Pages(string host) =>
        [
            Page("pages", "{**path}", host) with
            {
                RateLimiterPolicy = Limits.Collective,
            },
            .. EntryPages.Select(path => Page(path, path, host, "POST") with { RateLimiterPolicy = Limits.Entry }),
        ];

    private static RouteConfig Page(string id, string path, string host, params string[] methods) =>
        new RouteConfig
        {
            RouteId = id,
            ClusterId = "portal",
            Match = new()
            {
                Path = path,
                Hosts = [$"*.{host}"],
                Methods = methods is [] ? null : methods,
            },
        }.WithTransformUseOriginalHostHeader();

    /// <summary>
    /// The network's own figures lie under a prefix, which no address from outside can name. Who asks is said by a token alone: cookies
    /// stay behind.
    /// </summary>
    private static IEnumerable<RouteConfig> Rest(string host) =>
        [Rest("rest", $"*.{host}"), Rest("network-rest", $"network.{host}").WithTransformPathPrefix("/network") with { Order = -1 }];

    private static RouteConfig Rest(string id, string host) =>
        new RouteConfig
        {
            RouteId = id,
            ClusterId = "indicators",
            RateLimiterPolicy = Limits.Rest,
            Match = new() { Path = "/api/{**path}", Hosts = [host] },
        }
            .WithTransformUseOriginalHostHeader()
            .WithTransformRequestHeaderRemove("Cookie");

    private static IEnumerable<RouteConfig> Provider(string host) =>
        [
            .. ProviderPages.Select(path => Provider(path, host, "GET")),
            Provider("/connect/token", host, "POST") with
            {
                RateLimiterPolicy = Limits.Entry,
            },
        ];

    private static RouteConfig Provider(string path, string host, string method) =>
        new()
        {
            RouteId = path,
            ClusterId = "identity",
            Match = new()
            {
                Path = path,
                Hosts = [$"identity.{host}"],
                Methods = [method],
            },
        };
}
