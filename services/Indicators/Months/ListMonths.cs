using Grpc.Core;
using Indicators.Facts;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    private const int AtLeast = 12;

    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListMonthsResponse> ListMonths(V1.ListMonthsRequest request, ServerCallContext context)
    {
        var current = Period.Month(clock.Today).First;
        var usual = current.AddMonths(-AtLeast);
        var touched = (await db.Months.AsNoTracking().ToListAsync(context.CancellationToken))
            .GroupBy(m => m.FirstDay)
            .ToDictionary(m => m.Key, m => m.MaxBy(r => r.Revision)!);
        var first = touched.Keys.Append(await FirstMonthAsync(context.CancellationToken) ?? usual).Append(usual).Min();

        var answer = new V1.ListMonthsResponse();
        for (var month = current; month >= first; month = month.AddMonths(-1))
            answer.Months.Add((touched.GetValueOrDefault(month) ?? Month.Starting(month)).ToMessage(clock.Now));
        return answer;
    }

    /// <summary>The first day of the collective's first month with a fact or an entered value; null while there is none.</summary>
    private async Task<DateOnly?> FirstMonthAsync(CancellationToken cancellationToken)
    {
        DateOnly?[] days =
        [
            await db.FirstFactAsync(cancellationToken),
            await db.EnteredValues.MinAsync(v => (DateOnly?)v.FirstDay, cancellationToken),
        ];
        return days.Min() is { } day ? Period.Month(day).First : null;
    }
}
