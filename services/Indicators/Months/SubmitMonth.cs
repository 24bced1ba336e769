using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    [Needs(Permission.MonthsSubmit)]
    public override async Task<V1.Month> SubmitMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        month.Submit(caller.Account, clock.Today);
        return await SaveAsync(month, Permission.MonthsSubmit, context.CancellationToken);
    }
}
