using Microsoft.AspNetCore.HttpOverrides;

namespace Gateway;

/// <summary>
/// What stands in front of the gateway, if anything does: only from these networks (<c>Gateway__TrustedProxies__0</c>, e.g.
/// <c>10.0.0.0/8</c>) is a client's address and scheme believed. Everybody else's claims about them are dropped.
/// </summary>
public static class Proxies
{
    public static void AddTrustedProxies(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var network in builder.Configuration.GetSection("Gateway:TrustedProxies").GetChildren())
                o.KnownIPNetworks.Add(
                    System.Net.IPNetwork.TryParse(network.Value, out var parsed)
                        ? parsed
                        : throw new InvalidOperationException(
                            $"{network.Path.Replace(":", "__", StringComparison.Ordinal)} must be a network such as 10.0.0.0/8, "
                                + $"not '{network.Value}'."
                        )
                );
        });

    public static void UseTrustedProxies(this WebApplication app)
    {
        // With no network known the middleware would believe everybody.
        if (app.Configuration.GetSection("Gateway:TrustedProxies").GetChildren().Any())
            app.UseForwardedHeaders();
        app.Use(
            (http, next) =>
            {
                foreach (var name in http.Request.Headers.Keys.Where(IsNotForOthersToSay).ToList())
                    http.Request.Headers.Remove(name);
                return next(http);
            }
        );
    }

    /// <summary>
    /// Who asks, for whom, from where and with whose authority between services: what a client says of that is worth nothing.
    /// </summary>
    private static bool IsNotForOthersToSay(string header) =>
        header.Equals("forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("x-real-ip", StringComparison.OrdinalIgnoreCase)
        || Prefixes.Any(p => header.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Prefixes = ["x-forwarded-", "x-original-", "x-tenant", "dapr-"];
}
