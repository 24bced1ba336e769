using Grpc.Core;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> AddGroupMember(V1.AddGroupMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var memberId = Input.Id(request.MemberId, "member_id");
        var day = Dates.PastOrToday(request.JoinedOn, "joined_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var member = (await db.HoldAsync([memberId], context.CancellationToken))[0];
        var group = await HoldAsync(id, context.CancellationToken);
        group.Add(member, day);

        db.Audit("groups.add_member", member.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
