using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> RemoveGroupMember(V1.RemoveGroupMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var memberId = Input.Id(request.MemberId, "member_id");
        var day = Dates.PastOrToday(request.LeftOn, "left_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync([memberId], context.CancellationToken);
        var group = await HoldAsync(id, context.CancellationToken);
        var lastAttended = await db
            .Meetings.Where(m => m.GroupId == id && m.Attended.Any(a => a.MemberId == memberId))
            .MaxAsync(m => (DateOnly?)m.MetOn, context.CancellationToken);
        group.Remove(memberId, day, lastAttended);

        db.Audit("groups.remove_member", memberId);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
