using Grpc.Core;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
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
}
