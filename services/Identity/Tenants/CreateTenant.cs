using Grpc.Core;
using Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Security;

namespace Identity.Tenants;

public sealed partial class TenantsService
{
    /// <summary>
    /// The operator belongs to no tenant, so there is none to remember the request in. Instead the new ids and the code are drawn from
    /// the request's id: the same request makes the same tenant, which is there already the second time.
    /// </summary>
    [Needs(Permission.TenantsCreate)]
    public override async Task<V1.CreateTenantResponse> CreateTenant(V1.CreateTenantRequest request, ServerCallContext context)
    {
        var tenant = Tenant.From(request.Tenant);
        var seed = Seed.For(request.RequestId, "tenant", installation);
        if (await EarlierAsync(seed, tenant, context.CancellationToken) is { } earlier)
            return earlier;

        current.Enter(seed.Id("tenant"));
        var code = seed.Code();
        var invitation = Invitation.To(
            [Roles.Admin(current.Id)],
            member: null,
            seed.Id("invitation"),
            codes.Hash(current.Id, code),
            clock.Now
        );
        db.Add(tenant);
        db.Add(invitation);
        db.Audit("invitations.create", invitation.Id);
        try
        {
            await db.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Someone was quicker: the same request, which then has its answer, or another collective of that code.
            db.ChangeTracker.Clear();
            return await EarlierAsync(seed, tenant, context.CancellationToken)
                ?? throw Refusal.NotNow("tenant_exists", "There is a collective with this code already.");
        }
        return new() { Tenant = tenant.ToMessage(), AdminInvitation = invitation.ToMessage(code) };
    }

    private async Task<V1.CreateTenantResponse?> EarlierAsync(Seed seed, Tenant wanted, CancellationToken cancellationToken)
    {
        var id = seed.Id("tenant");
        if (await db.Tenants.AsNoTracking().FirstOrDefaultAsync(t => t.TenantId == id, cancellationToken) is not { } tenant)
            return null;
        var same = tenant.ToMessage();
        same.Id = wanted.ToMessage().Id;
        if (!same.Equals(wanted.ToMessage()))
            throw Seed.Reused();
        current.Enter(id);
        var invitation =
            await InvitedAsync(seed, cancellationToken) ?? throw new InvalidOperationException("A tenant was made without its invitation.");
        return new() { Tenant = tenant.ToMessage(), AdminInvitation = invitation };
    }

    private async Task<V1.Invitation?> InvitedAsync(Seed seed, CancellationToken cancellationToken)
    {
        var id = seed.Id("invitation");
        return (await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellationToken))?.ToMessage(seed.Code());
    }
}
