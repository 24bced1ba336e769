using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Security;

namespace Indicators.Months;

/// <summary>A collective's own figures and its decision what leaves the house; each rpc is in the file of its name.</summary>
public sealed partial class MonthsService(IndicatorsDb db, Caller caller, SigningKeys keys, ReleaseOptions options, TimeProvider clock)
    : V1.Months.MonthsBase
{
    /// <summary>The month's latest decision: its latest revision's, if there is one.</summary>
    private async Task<Month> FindAsync(int year, int month, CancellationToken cancellationToken)
    {
        var first = Period.Month(year, month, clock.Today).First;
        return await db.Months.Where(m => m.FirstDay == first).OrderByDescending(m => m.Revision).FirstOrDefaultAsync(cancellationToken)
            ?? Month.Starting(first);
    }

    private Task<Draft> DraftAsync(Month month, CancellationToken cancellationToken) =>
        db.DraftAsync(month, caller.Collective, cancellationToken);

    private async Task<V1.Month> SaveAsync(Month month, string action, CancellationToken cancellationToken)
    {
        if (db.Entry(month).State == EntityState.Detached)
            db.Add(month);
        db.Audit(action, month.Id);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e)
            when (e.InnerException
                    is PostgresException
                    {
                        SqlState: PostgresErrorCodes.UniqueViolation,
                        TableName: "month" or "released_month" or "signing_key"
                    }
            )
        {
            throw Refusal.Changed();
        }
        return month.ToMessage(await DraftAsync(month, cancellationToken), clock.Now);
    }
}
