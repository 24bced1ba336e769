using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Counselling;

public sealed partial class CounsellingService
{
    [Needs(Permission.CounsellingWork)]
    public override async Task<V1.ListCounsellingResponse> ListCounselling(V1.ListCounsellingRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var counsellor = caller.Account;
        var sessions = db.CounsellingSessions.AsNoTracking().Where(s => s.CounsellorId == counsellor);
        if (Page.After<Place>(request.PageToken) is { } after)
            sessions = sessions.Where(s =>
                EF.Functions.LessThan(ValueTuple.Create(s.HeldOn, s.Id), ValueTuple.Create(after.HeldOn, after.Id))
            );
        var rows = await sessions
            .OrderByDescending(s => s.HeldOn)
            .ThenByDescending(s => s.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);

        var page = Page.Cut(rows, size, s => new Place(s.HeldOn, s.Id));
        return new() { Sessions = { page.Rows.Select(s => s.ToMessage()) }, NextPageToken = page.NextToken };
    }

    private sealed record Place(DateOnly HeldOn, Guid Id);
}
