using Grpc.Core;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.ListPeriodsResponse> ListPeriods(NationalV1.ListPeriodsRequest request, ServerCallContext context)
    {
        var type = Input.Choice(request.Type, "type");
        var firsts = await db
            .Periods.Where(p => p.PeriodType == type)
            .Select(p => p.PeriodFirst)
            .OrderDescending()
            .ToListAsync(context.CancellationToken);
        return new() { Periods = { firsts.Select(first => new Period(type, first).ToMessage()) } };
    }
}
