using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">
    /// <c>not_locked</c>; <c>nothing_to_revise</c>: what has changed since, if anything, is too little to be told: 1 to 4 would
    /// point at a few.
    /// </exception>
    [Needs(Permission.MonthsSubmit)]
    public override async Task<V1.Month> ReviseMonth(V1.ReviseMonthRequest request, ServerCallContext context)
    {
        var reason = Input.Choice(request.Reason, "reason");
        var revision = (await FindAsync(request.Year, request.Month, context.CancellationToken)).Revise(reason, clock.Now);
        await RequireNewsAsync(revision, context.CancellationToken);
        return await SaveAsync(revision, "months.revise", context.CancellationToken);
    }

    private async Task RequireNewsAsync(Month revision, CancellationToken cancellationToken)
    {
        if (!(await DraftAsync(revision, cancellationToken)).Differs)
            throw Refusal.NotNow(
                "nothing_to_revise",
                "The network would see nothing new: no figure has changed by 5 or more. A smaller change stays in the house."
            );
    }
}
