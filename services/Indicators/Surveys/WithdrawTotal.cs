using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyTotal> WithdrawTotal(V1.WithdrawTotalRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var total = await db.SurveyTotals.FirstOrDefaultAsync(t => t.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        total.Withdraw();
        db.Audit("surveys.withdraw", total.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        return total.ToMessage();
    }
}
