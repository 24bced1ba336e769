using Grpc.Core;
using Indicators.Dictionary;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    private static readonly HashSet<(string, string)> Counted =
    [
        .. IndicatorDictionary.Current.Parts.Where(p => p.Part.IsCounted).Select(p => (p.Indicator.Code, p.Part.Part)),
    ];

    /// <exception cref="Refusal"><c>out_of_range</c>, <c>in_the_future</c>, <c>values_entered</c>.</exception>
    [Needs(Permission.FiguresEnter)]
    public override async Task<V1.RecordsSince> SetRecordsSince(V1.SetRecordsSinceRequest request, ServerCallContext context)
    {
        var first = Period.Month(request.Year, request.Month, clock.Today).First;
        var later = await db.StandingValues()
            .Where(v => v.FirstDay >= first)
            .Select(v => new { v.Indicator, v.Part })
            .Distinct()
            .ToListAsync(context.CancellationToken);
        if (later.Any(v => Counted.Contains((v.Indicator, v.Part))))
            throw Refusal.NotNow(
                "values_entered",
                "For that month or a later one, a value was entered that would be counted from then on. Take it back first."
            );

        if (await db.RecordsSince.FirstOrDefaultAsync(context.CancellationToken) is { } decided)
            decided.FirstDay = first;
        else
            db.RecordsSince.Add(new() { FirstDay = first });
        db.Audit("figures.records_since", tenant.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        return RecordsSinceMonth.ToMessage(first, decided: true);
    }
}
