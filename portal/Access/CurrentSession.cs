using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Portal.Access;

/// <summary>The signed-in person of this request, as her session says. On pages that need no sign-in there may be nobody.</summary>
public sealed class CurrentSession(IHttpContextAccessor http)
{
    private ClaimsPrincipal? Person => http.HttpContext?.User;

    private AuthenticationProperties? Kept => http.HttpContext?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;

    public bool SignedIn => Person?.Identity?.IsAuthenticated == true;

    public string AccountId => Person?.FindFirstValue(SessionTicket.AccountId) ?? "";

    public string UserName => Person?.FindFirstValue(SessionTicket.UserName) ?? "";

    /// <summary>The member whose own account this is; empty for staff.</summary>
    public string MemberId => Person?.FindFirstValue(SessionTicket.MemberId) ?? "";

    /// <summary>Whether she may; pages show only what she may do, the services decide.</summary>
    public bool May(string permission) => SignedIn && Person!.HasClaim(SessionTicket.Permission, permission);

    public string? AccessToken => Kept?.GetTokenValue(SessionTicket.AccessToken);

    /// <summary>The session's own key for hiding ids in addresses; see <see cref="Ids"/>.</summary>
    internal byte[]? IdKey => Kept?.GetTokenValue(SessionTicket.IdKey) is { } key ? Convert.FromBase64String(key) : null;
}
