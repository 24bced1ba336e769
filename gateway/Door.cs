namespace Gateway;

/// <summary>What is turned away before it is routed: it looks as if there were nothing.</summary>
public static class Door
{
    /// <summary>What follows the dot of <c>{collective}.HOST</c>, e.g. <c>localhost</c>.</summary>
    public static string Host(IConfiguration configuration) =>
        configuration["Gateway:Host"] is { Length: > 0 } host
            ? host.ToLowerInvariant()
            : throw new InvalidOperationException("Set Gateway__Host to the host name under which the portals stand, such as localhost.");

    public static void UseStrictDoor(this WebApplication app)
    {
        var ours = "." + Host(app.Configuration);
        app.Use((http, next) => IsTurnedAway(http, ours) ? Answers.NotFoundAsync(http) : next(http));
    }

    /// <summary>A gRPC service's path; no page has such a one.</summary>
    public static bool IsCallPath(PathString path) =>
        path.Value!.StartsWith("/sangam.", StringComparison.OrdinalIgnoreCase)
        || path.Value.StartsWith("/grpc.", StringComparison.OrdinalIgnoreCase);

    private static bool IsTurnedAway(HttpContext http, string ours)
    {
        var host = http.Request.Host.Host;
        var path = http.Request.Path;
        // gRPC needs HTTP/2 from end to end.
        if (IsCallPath(path))
            return !HttpProtocol.IsHttp2(http.Request.Protocol);
        if (!host.EndsWith(ours, StringComparison.OrdinalIgnoreCase))
            return false;
        // A portal's host is one label; health is for whoever runs the gateway, who asks for it by address.
        return host.AsSpan(0, host.Length - ours.Length).Contains('.')
            || path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/alive", StringComparison.OrdinalIgnoreCase);
    }
}
