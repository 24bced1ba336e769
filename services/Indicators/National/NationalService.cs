using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace Indicators.National;

/// <summary>The network's table; each rpc is in the file of its name.</summary>
public sealed partial class NationalService(NationalDb db, Sources sources, Puller puller, TimeProvider clock) : NationalV1.National.NationalBase
{
    /// <summary>When every source had been read to its end; null while one never was.</summary>
    private async Task<Timestamp?> PulledAtAsync(CancellationToken cancellationToken)
    {
        var pulls = await db.Pulls.AsNoTracking().Where(p => sources.Addresses.Contains(p.Source) && p.PulledAt != null).Select(p => p.PulledAt!.Value).ToListAsync(cancellationToken);
        return pulls.Count == 0 || pulls.Count < sources.Addresses.Count ? null : pulls.Min().ToTimestamp();
    }
}
