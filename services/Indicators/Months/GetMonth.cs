using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.Month> GetMonth(V1.GetMonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        return month.ToMessage(await DraftAsync(month, context.CancellationToken), clock.Now);
    }
}
