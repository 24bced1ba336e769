using Grpc.Core;
using Indicators.Dictionary;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    /// <exception cref="Refusal">As <see cref="Period.From"/>.</exception>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListEnterableResponse> ListEnterable(V1.ListEnterableRequest request, ServerCallContext context)
    {
        var period = Period.From(request.Period, clock.Today);
        var rules = new EntryRules(clock.Today, (await db.RecordsSinceAsync(context.CancellationToken)).Month);
        var standing = (
            await db.StandingValues()
                .Where(v => v.PeriodType == period.Type && v.FirstDay == period.First)
                .ToListAsync(context.CancellationToken)
        )
            .OrderBy(v => v.AgeBand)
            .ThenBy(v => v.Gender)
            .ToLookup(v => (v.Indicator, v.Part));
        return new()
        {
            Parts =
            {
                IndicatorDictionary
                    .Current.Parts.Where(p => rules.WhyNotOf(p.Indicator, p.Part, period) is null)
                    .Select(p => new V1.ListEnterableResponse.Types.Part
                    {
                        Indicator = p.Indicator.Code,
                        Part_ = p.Part.Part,
                        Type = p.Part.Type,
                        HasDenominator = p.Part.HasDenominator,
                        Breakdown = p.Part.Breakdown,
                        Counted = p.Part.IsCounted,
                        Values = { standing[(p.Indicator.Code, p.Part.Part)].Select(v => v.ToMessage()) },
                    }),
            },
        };
    }
}
