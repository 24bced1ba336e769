using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Sangam.Identity.V1;
using static Sangam.Identity.V1.Sessions;

namespace Portal.Access;

/// <summary>
/// Signing out, and leaving at once. Leaving never waits and never asks: the session ends, what the browser keeps is cleared,
/// and a page that anybody might be reading takes this one's place (<c>Portal:LeaveTo</c>, or a page of the portal with nothing
/// but the day on it).
/// </summary>
public static class Leaving
{
    public static string Address(IConfiguration configuration) =>
        configuration["Portal:LeaveTo"] is { Length: > 0 } address ? address : "/day";

    // Neither needs an antiforgery token: whoever forges one only signs somebody out, and an old form must never hold her here.
    public static void MapLeaving(this WebApplication app)
    {
        var leaveTo = Address(app.Configuration);

        app.MapPost(
                "/leave",
                async (HttpContext context, SessionsClient sessions) =>
                {
                    await EndAsync(context, sessions, TimeSpan.FromSeconds(1));
                    foreach (var cookie in context.Request.Cookies.Keys)
                        context.Response.Cookies.Delete(cookie);
                    context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
                    return Results.Redirect(leaveTo);
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery();

        app.MapPost(
                "/sign-out",
                async (HttpContext context, SessionsClient sessions) =>
                {
                    await EndAsync(context, sessions, TimeSpan.FromSeconds(10));
                    return Results.Redirect("/sign-in?left=1");
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery();
    }

    private static async Task EndAsync(HttpContext context, SessionsClient sessions, TimeSpan patience)
    {
        var kept = (await context.AuthenticateAsync(SessionTicket.Scheme)).Properties;
        if (kept?.GetTokenValue(SessionTicket.RefreshToken) is { } token)
        {
            try
            {
                await sessions.SignOutAsync(
                    new SignOutRequest { RefreshToken = token },
                    deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience
                );
            }
            catch (RpcException)
            {
                // The tokens are forgotten below all the same, and the session runs out by itself.
            }
        }
        await context.SignOutAsync(SessionTicket.Scheme);
    }
}
