using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Authentication;
using Sangam.Identity.V1;

namespace Portal.Access;

/// <summary>A session of the identity service as the portal keeps it on the server: who, what she may, and the tokens.</summary>
internal static class SessionTicket
{
    public const string Scheme = "session";
    public const string AccountId = "account",
        UserName = "user_name",
        MemberId = "member",
        Collective = "collective",
        Permission = "perm";
    public const string AccessToken = "access_token",
        RefreshToken = "refresh_token",
        ExpiresAt = "expires_at",
        IdKey = "id_key";

    public static ClaimsPrincipal Person(Session session) =>
        new(
            new ClaimsIdentity(
                [
                    new(AccountId, session.Account.Id),
                    new(UserName, session.Account.UserName),
                    new(MemberId, session.Account.MemberId),
                    new(Collective, session.Tenant?.Code ?? ""),
                    .. session.Permissions.Select(permission => new Claim(Permission, permission)),
                ],
                Scheme,
                UserName,
                roleType: null
            )
        );

    public static AuthenticationProperties Opened(Session session)
    {
        var kept = new AuthenticationProperties();
        kept.StoreTokens([
            new() { Name = AccessToken, Value = session.AccessToken },
            new() { Name = RefreshToken, Value = session.RefreshToken },
            new() { Name = ExpiresAt, Value = Text(session.AccessTokenExpiresAt) },
            new() { Name = IdKey, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)) },
        ]);
        return kept;
    }

    public static void Refreshed(AuthenticationProperties kept, Session session)
    {
        kept.UpdateTokenValue(AccessToken, session.AccessToken);
        kept.UpdateTokenValue(ExpiresAt, Text(session.AccessTokenExpiresAt));
    }

    /// <summary>Half a minute early, so that no call of the page being made meets an expired token.</summary>
    public static bool NeedsRefresh(AuthenticationProperties kept, DateTimeOffset now) =>
        !DateTimeOffset.TryParse(kept.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var expires)
        || expires - now < TimeSpan.FromSeconds(30);

    private static string Text(Timestamp? at) =>
        (at?.ToDateTimeOffset() ?? DateTimeOffset.MinValue).ToString("O", CultureInfo.InvariantCulture);
}
