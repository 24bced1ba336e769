using Grpc.Core;
using Identity.Tenants;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    private static readonly string[] AsMember = ["member"];

    [Needs(Permission.AccountsInviteMember)]
    public override async Task<V1.Invitation> InviteMember(V1.InviteMemberRequest request, ServerCallContext context)
    {
        var member = Input.Id(request.MemberId, "member_id");
        if (tenant.Id == Network.Id)
            throw Refusal.Invalid("member_id", "no_members", "The network has no members.");
        await RequireNoAccountAsync(member, context.CancellationToken);

        foreach (
            var earlier in await db
                .Invitations.Where(i => i.MemberId == member && i.AcceptedBy == null && i.RevokedAt == null)
                .ToListAsync(context.CancellationToken)
        )
            earlier.Revoke(clock.Now);
        var code = InvitationCodes.Draw();
        var invitation = Invitation.To(AsMember, member, Guid.CreateVersion7(clock.Now), codes.Hash(tenant.Id, code), clock.Now);
        db.Add(invitation);
        db.Audit("invitations.create", invitation.Id);
        db.Audit("accounts.invite_member", member);
        await db.SaveChangesAsync(context.CancellationToken);

        return invitation.ToMessage(code);
    }

    /// <exception cref="Refusal"><c>has_account</c>.</exception>
    private async Task RequireNoAccountAsync(Guid member, CancellationToken cancellationToken)
    {
        if (await db.Accounts.AnyAsync(a => a.MemberId == member && a.DisabledAt == null, cancellationToken))
            throw Refusal.NotNow(
                "has_account",
                "She has an account already. If she cannot sign in, the admin can close it; then give her a new code."
            );
    }
}
