using Grpc.Core;
using Indicators.Figures;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    /// <exception cref="Refusal">As <see cref="Period.From"/>; <c>months_only</c>.</exception>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ValidateResponse> Validate(V1.ValidateRequest request, ServerCallContext context)
    {
        var period = Period.From(request.Period, clock.Today);
        if (period.Type != V1.PeriodType.Month)
            throw Refusal.Invalid("period", "months_only", "Months are checked, one at a time.");
        var findings = await db.CheckAsync(period, context.CancellationToken);
        return new() { Findings = { findings.Select(f => f.ToMessage()) } };
    }
}
