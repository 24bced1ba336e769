using Grpc.Core;
using Sangam.Events;
using Sangam.Members;
using Sangam.Security;

namespace Training.Sessions;

public sealed partial class SessionsService
{
    [Needs(Permission.TrainingRecord)]
    public override async Task<V1.TrainingSession> HoldSession(V1.HoldSessionRequest request, ServerCallContext context)
    {
        var session = TrainingSession.From(request, clock.Today);
        await db.RequireMembersAsync([.. session.Attendance.Select(a => a.MemberId)], session.HeldOn, context.CancellationToken);

        db.Sessions.Add(session);
        db.Publish(
            new TrainingHeld(
                session.Id,
                session.HeldOn,
                Codes.Of(session.Topic),
                [.. session.Attendance.Where(a => a.Attended).Select(a => a.MemberId)]
            )
        );
        await db.SaveChangesAsync(context.CancellationToken);

        return session.ToMessage();
    }
}
