using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Training.Sessions;

public sealed partial class SessionsService
{
    [Needs(Permission.TrainingRead)]
    public override async Task<V1.ListSessionsResponse> ListSessions(V1.ListSessionsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var sessions = db.Sessions.AsNoTracking();
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
