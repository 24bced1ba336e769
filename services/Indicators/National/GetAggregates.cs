using Grpc.Core;
using Indicators.Figures;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <remarks>Only what was published is read; nothing is added up here.</remarks>
    /// <exception cref="Refusal"><c>required</c>, <c>unknown_choice</c>, <c>out_of_range</c>, <c>no_such_period</c>,
    /// <c>in_the_future</c>.</exception>
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.Aggregates> GetAggregates(NationalV1.GetAggregatesRequest request, ServerCallContext context)
    {
        var period = Period.From(request.Period, clock.Today);
        var type = period.Type;
        var first = period.First;
        var audience = Input.Choice(request.Audience, "audience");
        var indicators = Indicators(request.Indicators);
        var breakdown = BreakdownOf(request.Breakdown);
        var published = db
            .Cells.AsNoTracking()
            .Where(c =>
                c.PeriodType == type
                && c.PeriodFirst == first
                && c.Audience == audience
                && c.Replaced == null
                && (c.Breakdown == NationalV1.Breakdown.Unspecified || c.Breakdown == breakdown)
            );
        if (indicators.Length > 0)
            published = published.Where(c => indicators.Contains(c.Indicator));
        var cells = await published.ToListAsync(context.CancellationToken);

        return new()
        {
            Period = period.ToMessage(),
            Audience = audience,
            Breakdown = breakdown,
            Sums = { cells.InOrder() },
            Reporters = await db
                .Figures.Where(f => f.PeriodType == type && f.PeriodFirst == first && f.Until == null)
                .Select(f => f.Collective)
                .Distinct()
                .CountAsync(context.CancellationToken),
            Collectives = await db.Collectives.CountAsync(context.CancellationToken),
        };
    }

    private static NationalV1.Breakdown BreakdownOf(NationalV1.Breakdown breakdown) =>
        breakdown == NationalV1.Breakdown.Unspecified ? breakdown : Input.Choice(breakdown, "breakdown");
}
