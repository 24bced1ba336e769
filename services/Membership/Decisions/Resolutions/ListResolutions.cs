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
        var after = Page.After<Place>(request.PageToken);
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

        List<Resolution> rows;
        Func<Resolution, DateOnly> day;
        if (request.Filter is V1.ResolutionFilter.Unspecified or V1.ResolutionFilter.Done)
        {
            if (after is not null)
                listed = listed.Where(r =>
                    EF.Functions.LessThan(ValueTuple.Create(r.DoneOn ?? r.AdoptedOn, r.Id), ValueTuple.Create(after.Day, after.Id))
                );
            rows = await listed
                .OrderByDescending(r => r.DoneOn ?? r.AdoptedOn)
                .ThenByDescending(r => r.Id)
                .Take(size + 1)
                .ToListAsync(context.CancellationToken);
            day = r => r.DoneOn ?? r.AdoptedOn;
        }
        else
        {
            if (after is not null)
                listed = listed.Where(r =>
                    EF.Functions.GreaterThan(ValueTuple.Create(r.DueOn ?? never, r.Id), ValueTuple.Create(after.Day, after.Id))
                );
            rows = await listed.OrderBy(r => r.DueOn ?? never).ThenBy(r => r.Id).Take(size + 1).ToListAsync(context.CancellationToken);
            day = r => r.DueOn ?? never;
        }
        var (resolutions, next) = Page.Cut(rows, size, r => new Place(day(r), r.Id));
        return new() { Resolutions = { await MessagesAsync(resolutions, context.CancellationToken) }, NextPageToken = next };
    }

    private sealed record Place(DateOnly Day, Guid Id);
}
