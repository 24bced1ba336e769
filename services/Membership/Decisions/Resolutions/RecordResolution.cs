using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.Resolution> RecordResolution(V1.RecordResolutionRequest request, ServerCallContext context)
    {
        var text = Input.Required(request.Text, "text", Resolution.LongestText);
        var adopted = Dates.PastOrToday(request.AdoptedOn, "adopted_on", clock.Today);
        var due = Dates.Optional(request.DueOn, "due_on");
        var (member, office) = await OwnerAsync(request.OwnerMemberId, request.OwnerOfficeId, context.CancellationToken);
        var resolution = Resolution.Entered(await vault.SealTextAsync(text, context.CancellationToken), adopted, member, office, due);

        db.Resolutions.Add(resolution);
        return await SaveAsync(resolution, "resolutions.record", context.CancellationToken);
    }
}
