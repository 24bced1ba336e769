using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> UndoGroupMember(V1.UndoGroupMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var memberId = Input.Id(request.MemberId, "member_id");
        var joined = Dates.Optional(request.JoinedOn, "joined_on");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync([memberId], context.CancellationToken);
        var group = await HoldAsync(id, context.CancellationToken);
        var time = group.TimeOf(memberId, joined);
        if (time.Offices.Count > 0)
            throw Refusal.NotNow("bears_office", "She bears an office in the group. Take that back first.");
        var attended = await db.Meetings.AnyAsync(
            m =>
                m.GroupId == id
                && m.MetOn >= time.JoinedOn
                && (time.LeftOn == null || m.MetOn <= time.LeftOn)
                && m.Attended.Any(a => a.MemberId == memberId),
            context.CancellationToken
        );
        if (attended)
            throw Refusal.NotNow(
                "attended_then",
                "She attended a meeting of the group. Take her out of the group instead, or correct the meeting first."
            );
        group.Members.Remove(time);
        db.GroupMembers.Remove(time);

        db.Audit("groups.undo_member", memberId);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
