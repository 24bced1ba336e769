using Grpc.Core;
using Sangam.Events;
using Sangam.Members;
using Sangam.Security;

namespace Protection.Counselling;

public sealed partial class CounsellingService
{
    [Needs(Permission.CounsellingWork)]
    public override async Task<V1.CounsellingSession> RecordCounselling(V1.RecordCounsellingRequest request, ServerCallContext context)
    {
        var session = CounsellingSession.From(request, caller.Account, clock.Today, clock.Now);
        var note = Input.Optional(request.Note, "note", CounsellingSession.LongestNote, lines: true);
        await db.RequireMembersAsync([session.MemberId], session.HeldOn, context.CancellationToken);
        session.Keep(await vault.SealAsync(session.MemberId, note, context.CancellationToken));

        db.CounsellingSessions.Add(session);
        db.Audit("counselling.record", session.MemberId);
        db.Publish(new CounsellingHeld(session.Id, session.MemberId, session.HeldOn));
        await db.SaveChangesAsync(context.CancellationToken);

        return session.ToMessage();
    }
}
