using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.CentreDay> CorrectCentreDay(V1.CorrectCentreDayRequest request, ServerCallContext context)
    {
        var visits = Visits.From(request.Visits);
        var day = await FindDayAsync(request.Id, context.CancellationToken);
        day.RequireEtag(request.Etag);
        day.Count(visits);

        db.Audit("centres.correct_day", day.Id);
        db.Publish(day.Told());
        await db.SaveChangesAsync(context.CancellationToken);

        return day.ToMessage();
    }
}
