using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Sangam.Identity.V1;
using static Sangam.Identity.V1.Sessions;

namespace Portal.Access;

/// <summary>
/// Asks at every request whether the session behind the cookie is still open, and renews its access token in time. A session
/// that was revoked ends here, on the very next request; one of another collective's portal was never valid on this one.
/// </summary>
internal sealed class SessionCookie(SessionsClient sessions, TimeProvider clock) : CookieAuthenticationEvents
{
    public const string Name = "s";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // The problem page is shown whatever happened, and pages that anyone may see need no answer from the identity service.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null || context.HttpContext.IsForAnyone())
            return;

        var collective = context.Principal?.FindFirst(SessionTicket.Collective)?.Value;
        if (collective != context.HttpContext.Features.Get<Site>()?.Collective || !await IsOpenAsync(context))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SessionTicket.Scheme);
        }
    }

    private async Task<bool> IsOpenAsync(CookieValidatePrincipalContext context)
    {
        var kept = context.Properties;
        var cancel = context.HttpContext.RequestAborted;
        try
        {
            if (SessionTicket.NeedsRefresh(kept, clock.GetUtcNow()))
            {
                var session = await sessions.RefreshSessionAsync(
                    new() { RefreshToken = kept.GetTokenValue(SessionTicket.RefreshToken) },
                    cancellationToken: cancel
                );
                SessionTicket.Refreshed(kept, session);
                if (session.Account is not null)
                    context.ReplacePrincipal(SessionTicket.Person(session));
                context.ShouldRenew = true;
            }
            else
            {
                var own = new Metadata { { "authorization", $"Bearer {kept.GetTokenValue(SessionTicket.AccessToken)}" } };
                await sessions.CheckSessionAsync(new CheckSessionRequest(), own, cancellationToken: cancel);
            }
            return true;
        }
        catch (RpcException e)
            when (e.StatusCode
                    is StatusCode.Unauthenticated
                        or StatusCode.PermissionDenied
                        or StatusCode.FailedPrecondition
                        or StatusCode.NotFound
            )
        {
            return false;
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(SignInAddress.For(context.Request));
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
