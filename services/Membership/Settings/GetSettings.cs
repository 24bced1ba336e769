using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Settings;

public sealed partial class SettingsService
{
    /// <exception cref="Refusal"><c>no_collective</c>.</exception>
    [OpenToAll("Everybody of a collective reads its words; without one there is nothing to read.", SignedIn = true, OfCollective = true)]
    public override async Task<V1.CollectiveSettings> GetSettings(V1.GetSettingsRequest request, ServerCallContext context) =>
        (await db.Settings.AsNoTracking().SingleOrDefaultAsync(context.CancellationToken) ?? new()).ToMessage();
}
