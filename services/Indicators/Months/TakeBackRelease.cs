using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <summary>The network has not had it: it leaves the shelf, and the chain goes on as if it had not been.</summary>
    /// <exception cref="Refusal"><c>not_released</c>; <c>locked</c>; <c>later_release</c>: the one after it names its digest,
    /// so that one is taken back first.</exception>
    [Needs(Permission.MonthsRelease)]
    public override async Task<V1.Month> TakeBackRelease(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        month.TakeBack(clock.Now);
        var release = await db
            .ReleasedMonths.AsNoTracking()
            .SingleAsync(r => r.FirstDay == month.FirstDay && r.Revision == month.Revision, context.CancellationToken);
        if (await db.ReleasedMonths.AnyAsync(r => r.PreviousDigest == release.Digest, context.CancellationToken))
            throw Refusal.NotNow("later_release", "Another month was released after this one. Take that one back first.");

        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var taken = await db
            .Database.SqlQuery<bool>($"""select take_back_release({release.Id}) as "Value" """)
            .SingleAsync(context.CancellationToken);
        if (!taken)
            throw Refusal.Changed();
        await db.CountedMonths.Where(c => c.MonthId == month.Id).ExecuteDeleteAsync(context.CancellationToken);
        var answer = await SaveAsync(month, "months.take_back", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return answer;
    }
}
