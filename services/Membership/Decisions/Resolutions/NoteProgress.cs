using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> NoteProgress(V1.NoteProgressRequest request, ServerCallContext context)
    {
        var text = Required(request.Text, "text");
        var resolution = await ToFollowUpAsync(request.Id, context.CancellationToken);
        resolution.RequireOpen();
        await NoteAsync(resolution, V1.ResolutionNoteKind.Progress, text, context.CancellationToken);

        return await SaveAsync(resolution, "resolutions.note", context.CancellationToken, tell: false);
    }

    private static string Required(string value, string field) =>
        Input.Optional(value, field, ResolutionNote.LongestText, lines: true) is { Length: > 0 } text
            ? text
            : throw Refusal.Invalid(field, "required", "This must be filled in.");
}
