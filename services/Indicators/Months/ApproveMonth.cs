using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">As <see cref="Month.Approve"/>; <c>findings_block</c>.</exception>
    [Needs(Permission.MonthsApprove)]
    public override async Task<V1.Month> ApproveMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        var draft = await DraftAsync(month, context.CancellationToken);
        month.Approve(caller.Account, draft.Digest, clock.Now);
        await RequirePossibleAsync(month, context.CancellationToken);
        return await SaveAsync(month, Permission.MonthsApprove, context.CancellationToken);
    }
}
