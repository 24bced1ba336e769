using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("The refresh token is the proof; signing out must work when the access token has run out.")]
    public override async Task<V1.SignOutResponse> SignOut(V1.SignOutRequest request, ServerCallContext context)
    {
        if (await ShownAsync(request.RefreshToken, context.CancellationToken) is { } session)
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteDeleteAsync(context.CancellationToken);
        return new();
    }
}
