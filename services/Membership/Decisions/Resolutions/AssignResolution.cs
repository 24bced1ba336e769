using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Resolution> AssignResolution(V1.AssignResolutionRequest request, ServerCallContext context)
    {
        var resolution = await ToAssignAsync(request.Id, context.CancellationToken);
        if (Input.Required(request.Etag, "etag", 20) != resolution.Etag)
            throw Refusal.Changed();
        var (member, office) = await OwnerAsync(request.OwnerMemberId, request.OwnerOfficeId, context.CancellationToken);
        resolution.Assign(member, office, Dates.Optional(request.DueOn, "due_on"));

        return await SaveAsync(resolution, "resolutions.assign", context.CancellationToken);
    }
}
