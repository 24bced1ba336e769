using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("Everybody may end their own sessions.", SignedIn = true)]
    public override async Task<V1.RevokeSessionResponse> RevokeSession(V1.RevokeSessionRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var account = caller.Account;
        var ended = await db.Sessions.Where(s => s.Id == id && s.AccountId == account).ExecuteDeleteAsync(context.CancellationToken);
        return ended > 0 ? new() : throw Refusal.Missing();
    }
}
