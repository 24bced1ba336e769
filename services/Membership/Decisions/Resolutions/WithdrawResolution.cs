using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> WithdrawResolution(V1.WithdrawResolutionRequest request, ServerCallContext context)
    {
        var reason = Required(request.Reason, "reason");
        var resolution = await ToAssignAsync(request.Id, context.CancellationToken);
        resolution.Withdraw();
        await NoteAsync(resolution, V1.ResolutionNoteKind.Withdrawn, reason, context.CancellationToken);

        return await SaveAsync(resolution, "resolutions.withdraw", context.CancellationToken);
    }
}
