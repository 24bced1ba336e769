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
        var (sessions, next) = await db
            .Sessions.AsNoTracking()
            .PageAsync(s => ValueTuple.Create(s.HeldOn, s.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Sessions = { sessions.Select(s => s.ToMessage()) }, NextPageToken = next };
    }
}
