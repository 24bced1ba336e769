using Microsoft.EntityFrameworkCore;

namespace Membership.Centres;

/// <summary>Drop-in centres and the days on which they were open; each rpc is in the file of its name.</summary>
public sealed partial class CentresService(MembershipDb db, TimeProvider clock) : V1.Centres.CentresBase
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Centre> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.Centres.FirstOrDefaultAsync(c => c.Id == wanted, cancellationToken) ?? throw Refusal.Missing();
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<CentreDay> FindDayAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.CentreDays.FirstOrDefaultAsync(d => d.Id == wanted, cancellationToken) ?? throw Refusal.Missing();
    }

    /// <exception cref="Refusal"><c>name_taken</c>.</exception>
    private async Task RequireFreeNameAsync(string name, Guid except, CancellationToken cancellationToken)
    {
        if (await db.Centres.AnyAsync(c => c.Name == name && c.ClosedOn == null && c.Id != except, cancellationToken))
            throw Refusal.Invalid("name", "name_taken", "Another centre has this name.");
    }
}
