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

    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> RestoreMeeting(V1.RestoreMeetingRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var (meeting, group) = await HoldMeetingAsync(Input.Id(request.Id), context.CancellationToken, withdrawn: true);
        meeting.Restore(clock.Today);
        // Meanwhile she may have been taken out of the group, or the group been closed.
        if (
            meeting.MetOn > group.ClosedOn
            || group
                .Members.Select(m => m.MemberId)
                .Intersect(meeting.Attended.Select(a => a.MemberId))
                .Any(member => !group.Has(member, meeting.MetOn))
        )
            throw Refusal.NotNow("not_in_group", "Someone who attended was not in the group on that day. Add her to the group first.");

        return await StandOrFallAsync(meeting, work, "meetings.restore", context.CancellationToken);
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
