using Grpc.Core;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRecord)]
    public override async Task<V1.CentreDay> WithdrawCentreDay(V1.WithdrawCentreDayRequest request, ServerCallContext context)
    {
        var day = await FindDayAsync(request.Id, context.CancellationToken);
        day.RequireEtag(request.Etag);
        day.Withdraw();

        db.Audit("centres.withdraw_day", day.Id);
        db.Publish(day.Told());
        await db.SaveChangesAsync(context.CancellationToken);

        return day.ToMessage();
    }
}
