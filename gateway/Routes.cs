using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Gateway;

/// <summary>
/// Where requests go: gRPC calls by their package, pages by their host (<c>{collective}.HOST</c>, <c>network.HOST</c>), <c>/api</c> on
/// those to the REST side of the indicators, and on <c>identity.HOST</c> the three addresses with which another installation gets a token. Nothing else of a service can be reached.
/// </summary>
public static class Routes
{
    private static readonly (string Package, string Service)[] Packages =
    [
        ("identity", "identity"), ("membership", "membership"), ("training", "training"), ("livelihood", "livelihood"),
        ("protection", "protection"), ("indicators", "indicators"), ("national", "indicators"),
    ];

    /// <summary>What anyone may try without being signed in, and could therefore use to guess.</summary>
    private static readonly string[] EntryCalls = ["/sangam.identity.v1.Sessions/SignIn", "/sangam.identity.v1.Accounts/AcceptInvitation"];
    private static readonly string[] EntryPages = ["/sign-in", "/invitation"];
    private static readonly string[] ProviderPages = ["/.well-known/openid-configuration", "/jwks"];

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        var addresses = new Addresses(builder.Configuration);
        builder.Services.AddReverseProxy().LoadFromMemory([.. Calls(), .. Pages(addresses.Host), .. Rest(addresses.Host), .. Provider(addresses.Host)],
        [
            .. Packages.Select(p => p.Service).Distinct().Select(service => new ClusterConfig
            {
                ClusterId = $"{service}-grpc",
                Destinations = addresses.Of(service, "grpc"),
                HttpRequest = new ForwarderRequestConfig { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact },
            }),
            new ClusterConfig { ClusterId = "portal", Destinations = addresses.Of("portal", "http") },
            new ClusterConfig { ClusterId = "indicators", Destinations = addresses.Of("indicators", "http") },
            new ClusterConfig { ClusterId = "identity", Destinations = addresses.Of("identity", "http") },
        ]);
    }

    private static IEnumerable<RouteConfig> Calls() =>
    [
        .. Packages.Select(p => Call(p.Package, $"/sangam.{p.Package}.v1.{{service}}/{{method}}", p.Service)),
        .. EntryCalls.Select(path => Call(path, path, "identity") with { RateLimiterPolicy = Limits.Entry }),
    ];

    private static RouteConfig Call(string id, string path, string service) =>
        new() { RouteId = id, ClusterId = $"{service}-grpc", Match = new() { Path = path, Methods = ["POST"] } };

    private static IEnumerable<RouteConfig> Pages(string host) =>
    [
        Page("pages", "{**path}", host) with { RateLimiterPolicy = Limits.Collective },
        .. EntryPages.Select(path => Page(path, path, host, "POST") with { RateLimiterPolicy = Limits.Entry }),
    ];

    private static RouteConfig Page(string id, string path, string host, params string[] methods) =>
        new RouteConfig { RouteId = id, ClusterId = "portal", Match = new() { Path = path, Hosts = [$"*.{host}"], Methods = methods is [] ? null : methods } }.WithTransformUseOriginalHostHeader();

    /// <summary>The network's own figures lie under a prefix, which no address from outside can name. Who asks is said by a token alone: cookies stay behind.</summary>
    private static IEnumerable<RouteConfig> Rest(string host) =>
    [
        Rest("rest", $"*.{host}"),
        Rest("network-rest", $"network.{host}").WithTransformPathPrefix("/network") with { Order = -1 },
    ];

    private static RouteConfig Rest(string id, string host) =>
        new RouteConfig { RouteId = id, ClusterId = "indicators", RateLimiterPolicy = Limits.Rest, Match = new() { Path = "/api/{**path}", Hosts = [host] } }
            .WithTransformUseOriginalHostHeader().WithTransformRequestHeaderRemove("Cookie");

    private static IEnumerable<RouteConfig> Provider(string host) =>
    [
        .. ProviderPages.Select(path => new RouteConfig { RouteId = path, ClusterId = "identity", Match = new() { Path = path, Hosts = [$"identity.{host}"], Methods = ["GET"] } }),
        new() { RouteId = "token", ClusterId = "identity", RateLimiterPolicy = Limits.Entry, Match = new() { Path = "/connect/token", Hosts = [$"identity.{host}"], Methods = ["POST"] } },
    ];
}
