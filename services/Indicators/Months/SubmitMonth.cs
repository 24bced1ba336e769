using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">As <see cref="Month.Submit"/>; of a revision <c>nothing_to_revise</c>.</exception>
    [Needs(Permission.MonthsSubmit)]
    public override async Task<V1.Month> SubmitMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        month.Submit(caller.Account, clock.Today, clock.Now);
        if (month.Revision > 1) await RequireNewsAsync(month, context.CancellationToken);
        return await SaveAsync(month, Permission.MonthsSubmit, context.CancellationToken);
    }
}
