using Grpc.Core;
using Identity.Tenants;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    [Needs(Permission.AccountsInvite)]
    public override async Task<V1.Invitation> CreateInvitation(V1.CreateInvitationRequest request, ServerCallContext context)
    {
        var roles = Roles.Read(request.Roles, tenant.Id);
        Guid? member = request.MemberId.Length == 0 ? null : Input.Id(request.MemberId, "member_id");
        if (member is not null && tenant.Id == Network.Id)
            throw Refusal.Invalid("member_id", "no_members", "The network has no members.");

        var code = InvitationCodes.Draw();
        var invitation = Invitation.To(roles, member, Guid.CreateVersion7(clock.Now), codes.Hash(tenant.Id, code), clock.Now);
        db.Add(invitation);
        db.Audit("invitations.create", invitation.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return invitation.ToMessage(code);
    }
}
