using System.Text;
using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> RecordMeeting(V1.RecordMeetingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var day = Dates.Past(request.MetOn, "met_on", clock.Today);
        var attended = Group.Named(request.AttendedMemberIds, "attended_member_ids");
        var minute = Input.Optional(request.Minute, "minute", Meeting.LongestMinute, lines: true);
        await using var transaction = await db.TransactionAsync(context.CancellationToken);
        await db.HoldAsync(attended, context.CancellationToken);
        var group = await FindAsync(id, context.CancellationToken);
        var meeting = Meeting.Of(group, day, attended, minute.Length == 0 ? null : await vault.SealForTenantAsync(Encoding.UTF8.GetBytes(minute), context.CancellationToken));

        db.Meetings.Add(meeting);
        db.Audit("meetings.record", meeting.Id);
        db.Publish(new GroupMet(meeting.Id, group.Id, meeting.MetOn, meeting.Attendance, meeting.Minute is not null));
        await db.SaveChangesAsync(context.CancellationToken);
        if (transaction is not null) await transaction.CommitAsync(context.CancellationToken);

        return meeting.ToMessage(minute);
    }
}
