using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    private static readonly DateOnly NoDay = new(9999, 1, 1);

    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.ListResolutionsResponse> ListResolutions(V1.ListResolutionsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var today = clock.Today;
        var never = NoDay;
        var open = Visible().AsNoTracking().Where(r => r.Stage == V1.ResolutionStage.Open);
        var listed = request.Filter switch
        {
            V1.ResolutionFilter.Unspecified => Visible().AsNoTracking(),
            V1.ResolutionFilter.Open => open,
            V1.ResolutionFilter.Overdue => open.Where(r => r.DueOn < today),
            V1.ResolutionFilter.Done => Visible().AsNoTracking().Where(r => r.Stage == V1.ResolutionStage.Done),
            V1.ResolutionFilter.Mine => Mine().AsNoTracking().Where(r => r.Stage == V1.ResolutionStage.Open),
            _ => throw Refusal.Invalid("filter", "unknown_choice", "This choice is not known."),
        };

        var (resolutions, next) = request.Filter is V1.ResolutionFilter.Unspecified or V1.ResolutionFilter.Done
            ? await listed.PageAsync(
                r => ValueTuple.Create(r.DoneOn ?? r.AdoptedOn, r.Id),
                size,
                request.PageToken,
                context.CancellationToken,
                descending: true
            )
            : await listed.PageAsync(r => ValueTuple.Create(r.DueOn ?? never, r.Id), size, request.PageToken, context.CancellationToken);
        return new() { Resolutions = { await MessagesAsync(resolutions, context.CancellationToken) }, NextPageToken = next };
    }
}
