using Grpc.Core;
using Indicators.Dictionary;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    private static readonly Dictionary<(string, string), int> Order = IndicatorDictionary.Current.Parts.Index().ToDictionary(p => (p.Item.Indicator.Code, p.Item.Part.Part), p => p.Index);

    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.Table> GetTable(NationalV1.GetTableRequest request, ServerCallContext context)
    {
        var period = Period.From(request.Period, clock.Today);
        var (type, first, last) = (period.Type, period.First, period.Last);
        var ended = period.Months.Count(m => m.Last < clock.Today);
        var collectives = await db.Collectives.AsNoTracking().OrderBy(c => c.Code)
            .Select(c => new { c.Code, c.Name, c.StateCode, Released = db.Releases.Count(r => r.Collective == c.Code && r.Month >= first && r.Month <= last) })
            .ToListAsync(context.CancellationToken);
        var figures = (await db.Figures.AsNoTracking().Where(f => f.PeriodType == type && f.PeriodFirst == first).ToListAsync(context.CancellationToken)).ToLookup(f => f.Collective);

        return new()
        {
            Period = period.ToMessage(),
            PulledAt = await PulledAtAsync(context.CancellationToken),
            Collectives =
            {
                collectives.Select(c => new NationalV1.CollectiveRow
                {
                    Collective = c.Code, Name = c.Name, StateCode = c.StateCode, MonthsReleased = c.Released, MonthsInPeriod = ended,
                    Figures = { figures[c.Code].OrderBy(f => Order.GetValueOrDefault((f.Indicator, f.Part), int.MaxValue)).Select(f => f.ToMessage()) },
                }),
            },
        };
    }
}
