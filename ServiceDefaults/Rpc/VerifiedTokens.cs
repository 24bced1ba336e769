using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Sangam.Rpc;

/// <summary>
/// Remembers who a token was found to name, until it runs out: the same token comes with every call of a session, and checking
/// its signature costs more than many a query. Only a digest of the token is kept. A key that is withdrawn ends its tokens as
/// they run out, minutes later.
/// </summary>
internal sealed class VerifiedTokens(TimeProvider clock) : JwtBearerEvents
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Who, DateTimeOffset Until)> known = [];

    public override Task MessageReceived(MessageReceivedContext context)
    {
        if (
            Digest(context.Request.Headers.Authorization.ToString()) is { } digest
            && known.TryGetValue(digest, out var verified)
            && clock.GetUtcNow() < verified.Until
        )
        {
            context.Principal = verified.Who;
            context.Success();
        }
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (Digest(context.Request.Headers.Authorization.ToString()) is not { } digest || context.Principal is not { } who)
            return Task.CompletedTask;
        if (known.Count >= Most)
            foreach (var (old, verified) in known)
                if (verified.Until <= clock.GetUtcNow())
                    known.TryRemove(old, out _);
        if (known.Count < Most)
            known[digest] = (who, new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero));
        return Task.CompletedTask;
    }

    private static string? Digest(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)))
            : null;
}
