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
        var touched = (await db.Months.AsNoTracking().ToListAsync(context.CancellationToken)).GroupBy(m => m.FirstDay).ToDictionary(m => m.Key, m => m.MaxBy(r => r.Revision)!);
        var first = await FirstFactAsync(context.CancellationToken) is { } day && day < usual ? Period.Month(day).First : usual;

        var answer = new V1.ListMonthsResponse();
        for (var month = current; month >= first; month = month.AddMonths(-1)) answer.Months.Add((touched.GetValueOrDefault(month) ?? Month.Starting(month)).ToMessage(clock.Now));
        return answer;
    }

    /// <summary>The day of the collective's first fact; a look into the index for each kind.</summary>
    private Task<DateOnly?> FirstFactAsync(CancellationToken cancellationToken) => db.Database.SqlQuery<DateOnly?>($"""
        select min(first.day) as "Value" from unnest({FactKind.All}) k (kind) cross join lateral (select min(f.day) as day from fact f where f.kind = k.kind and not f.withdrawn) as first
        """).SingleAsync(cancellationToken);
}
