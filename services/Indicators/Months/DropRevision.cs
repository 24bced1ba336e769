using Grpc.Core;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal"><c>no_revision</c>; <c>not_open</c>: it has been submitted, and is opened again first.</exception>
    [Needs(Permission.MonthsSubmit)]
    public override async Task<V1.Month> DropRevision(V1.MonthRequest request, ServerCallContext context)
    {
        var revision = await FindAsync(request.Year, request.Month, context.CancellationToken);
        if (revision.Revision == 1 || revision.State == V1.MonthState.Released)
            throw Refusal.NotNow("no_revision", "No revision of this month is being prepared.");
        if (revision.State != V1.MonthState.Open)
            throw Refusal.NotNow("not_open", "The revision has been submitted. Open it again first.");
        db.Remove(revision);
        db.Audit("months.drop_revision", revision.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        return await GetMonth(new() { Year = request.Year, Month = request.Month }, context);
    }
}
