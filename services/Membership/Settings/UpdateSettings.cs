using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Settings;

public sealed partial class SettingsService
{
    [Needs(Permission.CollectiveSettings)]
    public override async Task<V1.CollectiveSettings> UpdateSettings(V1.UpdateSettingsRequest request, ServerCallContext context)
    {
        var settings = await db.Settings.SingleOrDefaultAsync(context.CancellationToken) ?? db.Settings.Add(new()).Entity;
        settings.Decide(request.Settings ?? new());

        db.Audit("collective.settings", tenant.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return settings.ToMessage();
    }
}
