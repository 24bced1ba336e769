using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Tenants;

public sealed partial class TenantsService
{
    [OpenToAll("The sign-in page shows the collective's name and speaks its language before anybody is signed in.")]
    public override async Task<V1.Tenant> GetTenant(V1.GetTenantRequest request, ServerCallContext context) =>
        (await db.Tenants.WithCode(request.Code).FirstOrDefaultAsync(context.CancellationToken) ?? throw Refusal.Missing()).ToMessage();
}
