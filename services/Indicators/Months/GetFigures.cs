using Grpc.Core;
using Indicators.Figures;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.GetFiguresResponse> GetFigures(V1.GetFiguresRequest request, ServerCallContext context)
    {
        var figures = await db.CountAsync([Period.From(request.Period, clock.Today)], context.CancellationToken, request.Cells);
        return new() { Figures = { figures.Select(f => f.ToMessage()) } };
    }
}
