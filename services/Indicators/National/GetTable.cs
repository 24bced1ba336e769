using Grpc.Core;
using Indicators.Figures;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;
using Sangam.Common.V1;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <exception cref="Refusal"><c>required</c>, <c>unknown_choice</c>, <c>out_of_range</c>, <c>no_such_period</c>,
    /// <c>in_the_future</c>.</exception>
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.Table> GetTable(NationalV1.GetTableRequest request, ServerCallContext context)
    {
        var period = Period.From(request.Period, clock.Today);
        var type = period.Type;
        var first = period.First;
        var last = period.Last;
        var indicators = Indicators(request.Indicators);
        var codes = request.Collectives.ToArray();
        var collectiveType = TypeOf(request.CollectiveType);
        var ended = period.Months.Count(m => m.Last < clock.Today);

        var chosen = db.Collectives.AsNoTracking();
        if (codes.Length > 0)
            chosen = chosen.Where(c => codes.Contains(c.Code));
        if (request.StateCode.Length > 0)
            chosen = chosen.Where(c => c.StateCode == request.StateCode);
        if (collectiveType != NationalV1.CollectiveType.Unspecified)
            chosen = chosen.Where(c => c.Type == collectiveType);
        var collectives = await chosen
            .OrderBy(c => c.Code)
            .Select(c => new NationalV1.CollectiveRow
            {
                Collective = c.Code,
                Name = c.Name,
                StateCode = c.StateCode,
                Type = c.Type,
                MonthsInPeriod = ended,
                MonthsReleased = db
                    .Releases.Where(r => r.Collective == c.Code && r.Month >= first && r.Month <= last)
                    .Select(r => r.Month)
                    .Distinct()
                    .Count(),
                SourceAway = db.Pulls.Any(p => p.Source == c.Source && p.Failures > 0),
                Refused = db.RefusedReleases.Any(f =>
                    f.Collective == c.Code
                    && f.Month >= first
                    && f.Month <= last
                    && !db.Releases.Any(r => r.Collective == f.Collective && r.Month == f.Month && r.Revision >= f.Revision)
                ),
            })
            .ToListAsync(context.CancellationToken);

        var shown = db.Figures.AsNoTracking().Where(f => f.PeriodType == type && f.PeriodFirst == first && f.Until == null);
        if (!request.WithCells)
            shown = shown.Where(f => f.AgeBand == AgeBand.Unspecified && f.Gender == Gender.Unspecified);
        if (indicators.Length > 0)
            shown = shown.Where(f => indicators.Contains(f.Indicator));
        if (codes.Length > 0 || request.StateCode.Length > 0 || collectiveType != NationalV1.CollectiveType.Unspecified)
            shown = shown.Where(f => chosen.Any(c => c.Code == f.Collective));
        var figures = (await shown.ToListAsync(context.CancellationToken)).ToLookup(f => f.Collective);
        foreach (var row in collectives)
            row.Figures.Add(
                figures[row.Collective]
                    .OrderBy(f => Part.OrderOf(f.Indicator, f.Part))
                    .ThenBy(f => f.AgeBand)
                    .ThenBy(f => f.Gender)
                    .Select(f => f.ToMessage())
            );

        return new()
        {
            Period = period.ToMessage(),
            PulledAt = await PulledAtAsync(context.CancellationToken),
            Collectives = { collectives },
        };
    }
}
