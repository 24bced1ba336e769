using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <summary>The executive's too: to look again is theirs to decide, and nothing has left the house.</summary>
    [Needs(Permission.MonthsApprove)]
    public override async Task<V1.Month> ReopenMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        month.Reopen();
        return await SaveAsync(month, "months.reopen", context.CancellationToken);
    }
}
