using Microsoft.AspNetCore.HttpOverrides;
using Portal.Access;

namespace Portal;

/// <summary>What every answer says to the browser: keep nothing, tell nobody, run nothing but our own files.</summary>
public static class Headers
{
    /// <summary>The gateway ends TLS; the portal learns from it whether the browser came by https, and marks its cookies so.</summary>
    public static void UseOutwardScheme(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto };
        // Only the gateway can reach the portal; in a cluster it does not come from the loopback address.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }

    /// <summary>
    /// Pages are compressed, also over https: a cookie that no other site can send along (SameSite) leaves nobody who could measure
    /// what their own text does to the length of her page.
    /// </summary>
    public static void AddLightPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.WebHost.UseStaticWebAssets();
        // Run from a build, files would be wrapped again at every request, without being made any smaller.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
    }

    public static void UsePageHeaders(this WebApplication app)
    {
        // A form may end in a redirect to the neutral page outside, and browsers hold redirects to this rule too.
        var outside =
            Uri.TryCreate(Leaving.Address(app.Configuration), UriKind.Absolute, out var address) && address.Scheme != Uri.UriSchemeFile
                ? " " + address.GetLeftPart(UriPartial.Authority)
                : "";
        var policy =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; "
            + $"form-action 'self'{outside}; base-uri 'none'; frame-ancestors 'none'";

        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    var headers = context.Response.Headers;
                    headers.ContentSecurityPolicy = policy;
                    headers["Referrer-Policy"] = "no-referrer";
                    headers.XContentTypeOptions = "nosniff";
                    headers.XFrameOptions = "DENY";
                    headers["Cross-Origin-Opener-Policy"] = "same-origin";
                    headers.Remove("blazor-enhanced-nav"); // there is no script that would ask
                    var isFile =
                        context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
                    if (!isFile)
                        headers.CacheControl = "no-store";
                    else if (context.Request.Path.StartsWithSegments("/fonts", StringComparison.OrdinalIgnoreCase))
                        headers.CacheControl = "public, max-age=31536000";
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }
}
