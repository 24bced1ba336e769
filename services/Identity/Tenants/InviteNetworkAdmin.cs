using Grpc.Core;
using Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Security;

namespace Identity.Tenants;

public sealed partial class TenantsService
{
    [Needs(Permission.NetworkInvite)]
    public override async Task<V1.Invitation> InviteNetworkAdmin(V1.InviteNetworkAdminRequest request, ServerCallContext context)
    {
        current.Enter(Network.Id);
        var seed = Seed.For(request.RequestId, "network admin", installation);
        if (await InvitedAsync(seed, context.CancellationToken) is { } earlier)
            return earlier;

        var code = seed.Code();
        var invitation = Invitation.To(
            [Roles.Admin(Network.Id)],
            member: null,
            seed.Id("invitation"),
            codes.Hash(Network.Id, code),
            clock.Now
        );
        db.Add(invitation);
        db.Audit("invitations.create", invitation.Id);
        try
        {
            await db.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await InvitedAsync(seed, context.CancellationToken) ?? throw Refusal.Changed();
        }
        return invitation.ToMessage(code);
    }
}
