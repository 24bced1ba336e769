using Grpc.Core;
using Indicators.Figures;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;
using Sangam.Common.V1;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    private const int UsualPoints = 12,
        MostPoints = 60;

    /// <exception cref="Refusal"><c>required</c>, <c>unknown_choice</c>, <c>out_of_range</c>; <c>one_of</c>: more than one of
    /// collective, state and type.</exception>
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.Trend> GetTrend(NationalV1.GetTrendRequest request, ServerCallContext context)
    {
        var part =
            Part.Find(Indicator(request.Indicator), request.Part)
            ?? throw Refusal.Invalid("part", "unknown_choice", "This indicator has no such part.");
        var type = Input.Choice(request.Type, "type");
        var collectiveType = TypeOf(request.CollectiveType);
        if (
            new[]
            {
                request.Collective.Length > 0,
                request.StateCode.Length > 0,
                collectiveType != NationalV1.CollectiveType.Unspecified,
            }.Count(asked => asked) > 1
        )
            throw Refusal.Invalid("collective", "one_of", "Ask for a collective, a state or a type of collectives.");
        var count = request.Count == 0 ? UsualPoints : Input.Between(request.Count, 1, MostPoints, "count");
        var latest = await db.Periods.Where(p => p.PeriodType == type).MaxAsync(p => (DateOnly?)p.PeriodFirst, context.CancellationToken);
        if (latest is null)
            return new();
        var periods = Enumerable.Range(0, count).Select(n => new Period(type, latest.Value).Earlier(count - 1 - n)).ToList();
        var from = periods[0].First;

        if (request.Collective.Length > 0)
        {
            var figures = await db
                .Figures.AsNoTracking()
                .Where(f =>
                    f.Collective == request.Collective
                    && f.Indicator == part.Indicator
                    && f.Part == part.Name
                    && f.PeriodType == type
                    && f.PeriodFirst >= from
                    && f.Until == null
                    && f.AgeBand == AgeBand.Unspecified
                    && f.Gender == Gender.Unspecified
                )
                .ToDictionaryAsync(f => f.PeriodFirst, context.CancellationToken);
            return new()
            {
                Points =
                {
                    periods.Select(p => new NationalV1.TrendPoint
                    {
                        Period = p.ToMessage(),
                        Figure = figures.GetValueOrDefault(p.First)?.ToMessage(),
                        Contributors = figures.ContainsKey(p.First) ? 1 : 0,
                    }),
                },
            };
        }

        var audience = Input.Choice(request.Audience, "audience");
        var key =
            collectiveType == NationalV1.CollectiveType.Unspecified
                ? CellKey.Of(request.StateCode)
                : new("", NationalV1.Breakdown.CollectiveType, $"{collectiveType}");
        var cells = await db
            .Cells.AsNoTracking()
            .Where(c =>
                c.Indicator == part.Indicator
                && c.Part == part.Name
                && c.Audience == audience
                && c.StateCode == key.State
                && c.Breakdown == key.Breakdown
                && c.Category == key.Category
                && c.PeriodType == type
                && c.PeriodFirst >= from
                && c.Replaced == null
            )
            .ToDictionaryAsync(c => c.PeriodFirst, context.CancellationToken);
        return new()
        {
            Adding = part.Adding,
            Points =
            {
                periods.Select(p => new NationalV1.TrendPoint
                {
                    Period = p.ToMessage(),
                    Figure = cells.GetValueOrDefault(p.First)?.ToMessage(),
                    Contributors = cells.GetValueOrDefault(p.First)?.Contributors ?? 0,
                }),
            },
        };
    }
}
