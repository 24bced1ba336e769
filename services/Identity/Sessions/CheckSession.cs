using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("Everybody may ask about their own session.", SignedIn = true)]
    public override async Task<V1.CheckSessionResponse> CheckSession(V1.CheckSessionRequest request, ServerCallContext context)
    {
        var account = caller.Account;
        var session = caller.Session;
        var open = await db
            .Sessions.Where(Session.OpenAt(clock.Now))
            .AnyAsync(
                s => s.Id == session && s.AccountId == account && db.Accounts.Any(a => a.Id == account && a.DisabledAt == null),
                context.CancellationToken
            );
        return open ? new() : throw Session.Ended();
    }
}
