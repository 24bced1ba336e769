using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Centres;

public sealed partial class CentresService
{
    [Needs(Permission.CentresRead)]
    public override async Task<V1.ListCentreDaysResponse> ListCentreDays(V1.ListCentreDaysRequest request, ServerCallContext context)
    {
        var centre = await FindAsync(request.CentreId, context.CancellationToken);
        var first = new DateOnly(Input.Between(request.Year, 1900, 2200, "year"), Input.Between(request.Month, 1, 12, "month"), 1);
        var id = centre.Id;
        var next = first.AddMonths(1);

        var days = await db
            .CentreDays.AsNoTracking()
            .Where(d => d.CentreId == id && !d.Withdrawn && d.OpenOn >= first && d.OpenOn < next)
            .OrderBy(d => d.OpenOn)
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Days = { days.Select(d => d.ToMessage()) },
            Totals = new()
            {
                Under25 = days.Sum(d => d.Under25),
                From25To34 = days.Sum(d => d.From25To34),
                From35 = days.Sum(d => d.From35),
            },
        };
    }
}
