using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Livelihood.Applications;

public sealed partial class ApplicationsService
{
    [Needs(Permission.ApplicationsWork)]
    public override async Task<V1.Application> DecideApplication(V1.DecideApplicationRequest request, ServerCallContext context)
    {
        var application = await FindAsync(request.Id, context.CancellationToken);
        application.Decide(
            Input.Choice(request.Outcome, "outcome"),
            Dates.PastOrToday(request.DecidedOn, "decided_on", clock.Today),
            request.LastFour
        );

        db.Audit("applications.decide", application.MemberId);
        db.Publish(
            new ApplicationDecided(
                application.Id,
                application.MemberId,
                application.EntitlementCode,
                application.Entitlement.IndicatorCode,
                new Code(application.Outcome.ToString().ToLowerInvariant()),
                application.FiledOn,
                application.DecidedOn!.Value
            )
        );
        await db.SaveChangesAsync(context.CancellationToken);

        return application.ToMessage();
    }
}
