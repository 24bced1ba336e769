using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> ReopenResolution(V1.ReopenResolutionRequest request, ServerCallContext context)
    {
        var reason = Required(request.Reason, "reason");
        var resolution = await ToFollowUpAsync(request.Id, context.CancellationToken);
        var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == resolution.MeetingId, context.CancellationToken);
        if (resolution.MeetingId is not null && meeting?.Decides != true)
            throw Resolution.NotAdopted();
        resolution.Reopen();
        await NoteAsync(resolution, V1.ResolutionNoteKind.Reopened, reason, context.CancellationToken);

        return await SaveAsync(resolution, "resolutions.reopen", context.CancellationToken);
    }
}
