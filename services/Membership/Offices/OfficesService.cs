using Microsoft.EntityFrameworkCore;

namespace Membership.Offices;

/// <summary>Offices, who holds them, and whether the collective is led by its members; each rpc is in the file of its name.</summary>
public sealed partial class OfficesService(MembershipDb db, TimeProvider clock) : V1.Offices.OfficesBase
{
    /// <summary>The office with everyone who holds or held it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Office> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.Offices.Include(o => o.Terms).ThenInclude(t => t.Member).FirstOrDefaultAsync(o => o.Id == wanted, cancellationToken)
            ?? throw Refusal.Missing();
    }

    /// <exception cref="Refusal"><c>name_taken</c>.</exception>
    private async Task RequireFreeNameAsync(string name, Guid except, CancellationToken cancellationToken)
    {
        if (await db.Offices.AnyAsync(o => o.Name == name && o.EndedOn == null && o.Id != except, cancellationToken))
            throw Refusal.Invalid("name", "name_taken", "Another office has this name.");
    }
}
