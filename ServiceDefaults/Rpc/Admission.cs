using Microsoft.AspNetCore.Http;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Rpc;

/// <summary>
/// Who is it, for which tenant, and may they? Asked alike of a call and of a REST request. What names no permission is shut.
/// </summary>
internal static class Admission
{
    /// <exception cref="Refusal"><c>sign_in_first</c>, <c>token_refused</c>, <c>not_allowed</c>, <c>no_collective</c>,
    /// <c>no_permission_named</c>.</exception>
    public static void Admit(HttpContext http, Caller caller, CurrentTenant tenant)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            caller.Enter(http.User);
            if (Guid.TryParse(http.User.FindFirst("tenant")?.Value, out var id))
                tenant.Enter(id);
        }

        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<NeedsAttribute>() is { } needs)
        {
            if (!caller.IsKnown)
                throw NotSignedIn(http);
            if (!caller.May(needs.Permission))
                throw Refusal.NotAllowed("not_allowed", "This is not part of your role. Ask your collective's admin.");
        }
        else if (metadata.GetMetadata<OpenToAllAttribute>() is { } open)
        {
            if ((open.SignedIn || open.OfCollective) && !caller.IsKnown)
                throw NotSignedIn(http);
            if (open.OfCollective)
                _ = tenant.Id;
        }
        else
            throw Refusal.NotAllowed("no_permission_named", "This is closed.");
    }

    /// <summary>
    /// Nobody is known: no token came, or one that is forged or has run out. What is open to all is open with such a token too.
    /// </summary>
    private static Refusal NotSignedIn(HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0
            ? Refusal.NotSignedIn("sign_in_first", "Sign in first.")
            : Refusal.NotSignedIn("token_refused", "Your sign-in is no longer valid. Sign in again.");
}
