using Grpc.Core;
using Indicators.Figures;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal"><c>not_released</c>: there is no release to hold the figures against.</exception>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.CompareMonthResponse> CompareMonth(V1.CompareMonthRequest request, ServerCallContext context)
    {
        var with = Input.Choice(request.With, "with");
        var month = Period.Month(request.Year, request.Month, clock.Today);
        var other = Period.Month(
            month.First.AddMonths(
                with switch
                {
                    V1.Comparison.LastMonth => -1,
                    V1.Comparison.YearBefore => -12,
                    _ => 0,
                }
            )
        );
        var counted = (await db.CountAsync(other == month ? [month] : [month, other], context.CancellationToken, cells: true))
            .Select(f => (f.Period, Figure: f.ToMessage()))
            .ToLookup(f => f.Period, f => f.Figure);
        var before = with == V1.Comparison.Released ? await ReleasedAsync(month, context.CancellationToken) : counted[other];
        var earlier = before.ToDictionary(WithoutPeriod);
        return new() { Changes = { counted[month].Select(f => ChangeOf(f, earlier.GetValueOrDefault(WithoutPeriod(f)))) } };
    }

    private async Task<IEnumerable<V1.Figure>> ReleasedAsync(Period month, CancellationToken cancellationToken)
    {
        var history = await db.ReleaseHistoryAsync(month.First, month.First, cancellationToken);
        if (history.Released.Count == 0)
            throw Refusal.NotNow("not_released", "This month has not been released.");
        return history.Counted.Where(f => Period.Read(f.Period) == month);
    }

    private static V1.Change ChangeOf(V1.Figure here, V1.Figure? before) =>
        before is null
            ? new() { Here = here }
            : new()
            {
                Here = here,
                Before = before,
                Change_ = here.Value - before.Value,
                DenominatorChange = here.Denominator - before.Denominator,
            };

    private static FigureKey WithoutPeriod(V1.Figure f) => FigureKey.Of(f) with { Period = default };
}
