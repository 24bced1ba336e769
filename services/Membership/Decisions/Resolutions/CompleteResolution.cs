using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> CompleteResolution(V1.CompleteResolutionRequest request, ServerCallContext context)
    {
        var day = Dates.PastOrToday(request.DoneOn, "done_on", clock.Today);
        var note = Input.Optional(request.Note, "note", ResolutionNote.LongestText, lines: true);
        var resolution = await ToFollowUpAsync(request.Id, context.CancellationToken);
        resolution.Complete(day);
        await NoteAsync(resolution, V1.ResolutionNoteKind.Done, note, context.CancellationToken);

        return await SaveAsync(resolution, "resolutions.complete", context.CancellationToken);
    }
}
