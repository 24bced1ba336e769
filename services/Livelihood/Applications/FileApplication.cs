using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Livelihood.Applications;

public sealed partial class ApplicationsService
{
    [Needs(Permission.ApplicationsWork)]
    public override async Task<V1.Application> FileApplication(V1.FileApplicationRequest request, ServerCallContext context)
    {
        var application = await FindAsync(request.Id, context.CancellationToken);
        application.File(Dates.PastOrToday(request.FiledOn, "filed_on", clock.Today));

        db.Audit("applications.file", application.MemberId);
        db.Publish(
            new ApplicationFiled(
                application.Id,
                application.MemberId,
                application.EntitlementCode,
                application.Entitlement.IndicatorCode,
                application.FiledOn!.Value
            )
        );
        await db.SaveChangesAsync(context.CancellationToken);

        return application.ToMessage();
    }

    private async Task<Application> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.Applications.Include(a => a.Entitlement).FirstOrDefaultAsync(a => a.Id == wanted, cancellationToken)
            ?? throw Refusal.Missing();
    }
}
