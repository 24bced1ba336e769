using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Training.Sessions;

public sealed partial class SessionsService
{
    [Needs(Permission.TrainingRead)]
    public override async Task<V1.TrainingSession> GetSession(V1.GetSessionRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var session =
            await db
                .Sessions.AsNoTracking()
                .Include(s => s.Attendance.OrderBy(a => a.MemberId))
                .FirstOrDefaultAsync(s => s.Id == id, context.CancellationToken)
            ?? throw Refusal.Missing();
        return session.ToMessage();
    }
}
