using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("Everybody may see where they are signed in.", SignedIn = true)]
    public override async Task<V1.ListSessionsResponse> ListSessions(V1.ListSessionsRequest request, ServerCallContext context)
    {
        var account = caller.Account;
        var open = await db
            .Sessions.AsNoTracking()
            .Where(Session.OpenAt(clock.Now))
            .Where(s => s.AccountId == account)
            .OrderByDescending(s => s.CreatedAt)
            .ThenByDescending(s => s.Id)
            .ToListAsync(context.CancellationToken);
        return new() { Sessions = { open.Select(s => s.ToMessage(caller.Session)) } };
    }
}
