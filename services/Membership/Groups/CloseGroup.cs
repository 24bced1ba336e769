using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> CloseGroup(V1.CloseGroupRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var day = Dates.PastOrToday(request.ClosedOn, "closed_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync(
            await db
                .GroupMembers.Where(m => m.GroupId == id && m.LeftOn == null)
                .Select(m => m.MemberId)
                .ToListAsync(context.CancellationToken),
            context.CancellationToken
        );
        var group = await HoldAsync(id, context.CancellationToken);
        group.Close(day, await db.Meetings.Where(m => m.GroupId == id).MaxAsync(m => (DateOnly?)m.MetOn, context.CancellationToken));

        db.Audit("groups.close", group.Id);
        db.Publish(new GroupClosed(group.Id, day));
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
