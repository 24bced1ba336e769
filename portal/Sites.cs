using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using static Sangam.Identity.V1.Tenants;

namespace Portal;

/// <summary>Whose portal a request is for. <see cref="Collective"/> is a collective's code, or empty on the network's own portal.</summary>
public sealed record Site(string Collective, string StateCode, IReadOnlyList<string> Languages)
{
    public static readonly Site OfNetwork = new("", "", ["en"]);

    public bool IsNetwork => Collective == "";
}

/// <summary>
/// The host names the portal: <c>{collective}.HOST</c> or <c>network.HOST</c>. A host that names nobody gets the same neutral answer as a
/// page that never was, so that a guess learns nothing.
/// </summary>
public static partial class Sites
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    public static void AddSites(this WebApplicationBuilder builder) =>
        // Bounded, because anyone may send any host name.
        builder.Services.AddMemoryCache(options => options.SizeLimit = 10_000);

    public static void UseSites(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var problemPage =
                    context.Features.Get<IExceptionHandlerFeature>() is not null
                    || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
                var forEverySite =
                    context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
                    || context.Request.Path.StartsWithSegments("/alive", StringComparison.OrdinalIgnoreCase);
                if (!problemPage && !forEverySite)
                {
                    if (await FindAsync(context) is not { } site)
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return;
                    }
                    context.Features.Set(site);
                }
                await next(context);
            }
        );

    private static async Task<Site?> FindAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        var dot = host.IndexOf('.');
        var label = dot > 0 ? host[..dot] : "";
        if (label == "network")
            return Site.OfNetwork;
        if (!Slug().IsMatch(label))
            return null;

        return await context
            .RequestServices.GetRequiredService<IMemoryCache>()
            .GetOrCreateAsync(
                ("site", label),
                async entry =>
                {
                    entry.Size = 1;
                    entry.AbsoluteExpirationRelativeToNow = Remembered;
                    var tenants = context.RequestServices.GetRequiredService<TenantsClient>();
                    try
                    {
                        var tenant = await tenants.GetTenantAsync(new() { Code = label }, cancellationToken: context.RequestAborted);
                        return new Site(tenant.Code, tenant.StateCode, [.. tenant.Languages]);
                    }
                    catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
                    {
                        return null;
                    }
                }
            );
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slug();
}
