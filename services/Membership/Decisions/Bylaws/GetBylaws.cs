using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.BylawVersion> GetBylaws(V1.GetBylawsRequest request, ServerCallContext context) =>
        await MessageAsync(await FindAsync(request.Id, context.CancellationToken) ?? throw Refusal.Missing(), context.CancellationToken);

    /// <summary>That version, also one that was dropped; the one in force for an empty id, or null.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Bylaw?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
            return await InForceAsync(cancellationToken);
        var known = Input.Id(id);
        return await db.Bylaws.AsNoTracking().FirstOrDefaultAsync(b => b.Id == known, cancellationToken) ?? throw Refusal.Missing();
    }
}
