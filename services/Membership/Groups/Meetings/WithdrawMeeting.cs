using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> WithdrawMeeting(V1.WithdrawMeetingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var (meeting, _) = await HoldMeetingAsync(id, context.CancellationToken);
        if (await db.Proposals.AnyAsync(p => p.MeetingId == id, context.CancellationToken))
            throw DecidedHere();
        meeting.Withdraw(clock.Today);

        return await StandOrFallAsync(meeting, work, "meetings.withdraw", context.CancellationToken);
    }

    private async Task<V1.Meeting> StandOrFallAsync(Meeting meeting, Work work, string action, CancellationToken cancellationToken)
    {
        await LetDecisionsFollowAsync(meeting, cancellationToken);
        db.Audit(action, meeting.Id);
        db.Publish(meeting.ToEvent());
        await db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);

        return await ReadAsync(meeting.Id, cancellationToken);
    }
}
