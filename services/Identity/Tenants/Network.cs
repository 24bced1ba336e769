using System.Security.Claims;
using Sangam.Tenancy;

namespace Identity.Tenants;

/// <summary>
/// The network, which is no tenant of people: its own accounts are kept under the nil UUID, and their tokens name no tenant.
/// </summary>
public static class Network
{
    public static readonly Guid Id = Guid.Empty;

    /// <summary>
    /// In this service, and in no other, a person whose token names no tenant acts on the network's own accounts. Programs, whose
    /// tokens name none either, stay outside.
    /// </summary>
    public static void UseNetwork(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    http.User.Identity is { IsAuthenticated: true }
                    && !http.User.HasClaim(c => c.Type == "tenant")
                    && Guid.TryParse(http.User.FindFirstValue("sub"), out _)
                )
                    http.RequestServices.GetRequiredService<CurrentTenant>().Enter(Id);
                return next(http);
            }
        );
}
