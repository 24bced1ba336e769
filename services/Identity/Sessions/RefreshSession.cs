using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("The refresh token is the proof; the access token may have run out.")]
    public override async Task<V1.Session> RefreshSession(V1.RefreshSessionRequest request, ServerCallContext context)
    {
        var session = await ShownAsync(request.RefreshToken, context.CancellationToken) ?? throw Session.Ended();
        var account = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(a => a.Id == session.AccountId && a.DisabledAt == null, context.CancellationToken);
        var now = clock.Now;
        var used = await db
            .Sessions.Where(s => s.Id == session.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastUsedAt, now), context.CancellationToken);
        if (account is null || used == 0)
            throw Session.Ended();

        return await AnswerAsync(session, account, refreshToken: "", context.CancellationToken);
    }

    /// <summary>The open session whose refresh token this is.</summary>
    private async Task<Session?> ShownAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (refreshToken.Length == 0)
            throw Refusal.Invalid("refresh_token", "required", "Show the refresh token.");
        if (RefreshToken.Read(refreshToken) is not { } shown || !realm.TryEnter(shown.Tenant))
            return null;
        var session = await db
            .Sessions.AsNoTracking()
            .Where(Session.OpenAt(clock.Now))
            .FirstOrDefaultAsync(s => s.Id == shown.Session, cancellationToken);
        return session is not null && CryptographicOperations.FixedTimeEquals(session.TokenHash, shown.Hash) ? session : null;
    }
}
