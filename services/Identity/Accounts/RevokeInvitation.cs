using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    [Needs(Permission.AccountsInvite)]
    public override async Task<V1.Invitation> RevokeInvitation(V1.RevokeInvitationRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.Id == id, context.CancellationToken) ?? throw Refusal.Missing();

        invitation.Revoke(clock.Now);
        db.Audit("invitations.revoke", id);
        await db.SaveChangesAsync(context.CancellationToken);

        return invitation.ToMessage();
    }
}
