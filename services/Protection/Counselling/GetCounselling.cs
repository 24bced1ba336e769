using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Counselling;

public sealed partial class CounsellingService
{
    [Needs(Permission.CounsellingWork)]
    public override async Task<V1.CounsellingSession> GetCounselling(V1.GetCounsellingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var counsellor = caller.Account;
        var session =
            await db
                .CounsellingSessions.AsNoTracking()
                .FirstOrDefaultAsync(s => s.Id == id && s.CounsellorId == counsellor, context.CancellationToken)
            ?? throw Refusal.Missing();

        var message = session.ToMessage();
        message.Note = await vault.OpenAsync(session.MemberId, session.Note, context.CancellationToken);
        db.Audit("counselling.read", session.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);
        return message;
    }
}
