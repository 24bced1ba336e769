using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Members;
using Sangam.Security;

namespace Livelihood.Applications;

public sealed partial class ApplicationsService
{
    [Needs(Permission.ApplicationsWork)]
    public override async Task<V1.Application> PrepareApplication(V1.PrepareApplicationRequest request, ServerCallContext context)
    {
        var code = Code.IsValid(request.Entitlement) ? new Code(request.Entitlement) : default;
        var entitlement =
            await db.Entitlements.FirstOrDefaultAsync(e => e.StateCode == caller.State && e.Code == code, context.CancellationToken)
            ?? throw Refusal.Invalid("entitlement", "entitlement_unknown", "Your state's catalogue does not have this.");
        var application = Application.Prepare(request, entitlement, clock.Today);
        await db.RequireMembersAsync([application.MemberId], application.PreparedOn, context.CancellationToken);

        db.Applications.Add(application);
        db.Audit("applications.prepare", application.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);

        return application.ToMessage();
    }
}
