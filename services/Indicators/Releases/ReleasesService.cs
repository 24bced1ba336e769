using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Sangam.Security;
using Sangam.Tenancy;

namespace Indicators.Releases;

/// <summary>The shelf of released months; each rpc is in the file of its name.</summary>
public sealed partial class ReleasesService(IndicatorsDb db, CurrentTenant tenant, Caller caller, SigningKeys keys, TimeProvider clock)
    : V1.Releases.ReleasesBase
{
    /// <remarks>
    /// The only place that says <c>app.plane = network</c>, for one transaction and for a caller who belongs to no collective; a second
    /// policy lets it read the shelf and the public keys of all of them, and no other table has such a policy.
    /// </remarks>
    private async Task<IDbContextTransaction> EnterPlaneAsync(CancellationToken cancellationToken)
    {
        if (tenant.IdOrNone is not null)
            throw Refusal.NotAllowed("network_only", "This is for the network's own programs.");
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select set_config('app.plane', 'network', true)", cancellationToken);
        return transaction;
    }
}
