using Grpc.Core;
using Indicators.Figures;
using Indicators.Values;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">As <see cref="Month.Submit"/>; <c>findings_block</c>: something about its figures cannot be
    /// right; of a revision <c>nothing_to_revise</c>.</exception>
    [Needs(Permission.MonthsSubmit)]
    public override async Task<V1.Month> SubmitMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        month.Submit(caller.Account, clock.Today, clock.Now);
        await RequirePossibleAsync(month, context.CancellationToken);
        if (month.Revision > 1)
            await RequireNewsAsync(month, context.CancellationToken);
        return await SaveAsync(month, Permission.MonthsSubmit, context.CancellationToken);
    }

    /// <summary>
    /// Refuses what cannot be right (<c>findings_block</c>); figures may change after they were submitted, so it is asked again
    /// at every step.
    /// </summary>
    private async Task RequirePossibleAsync(Month month, CancellationToken cancellationToken)
    {
        if ((await db.CheckAsync(Period.Month(month.FirstDay), cancellationToken)).FirstOrDefault(f => f.Blocks) is { } finding)
            throw Refusal.NotNow("findings_block", finding.Sentence);
    }
}
