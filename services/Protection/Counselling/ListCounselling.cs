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
        var (sessions, next) = await db
            .CounsellingSessions.AsNoTracking()
            .Where(s => s.CounsellorId == counsellor)
            .PageAsync(s => ValueTuple.Create(s.HeldOn, s.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Sessions = { sessions.Select(s => s.ToMessage()) }, NextPageToken = next };
    }
}
