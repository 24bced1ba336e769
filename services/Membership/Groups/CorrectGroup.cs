using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> CorrectGroup(V1.CorrectGroupRequest request, ServerCallContext context)
    {
        var group = await FindAsync(Input.Id(request.Id), context.CancellationToken);
        group.Correct(request);
        if (await db.Groups.AnyAsync(g => g.Name == group.Name && g.Id != group.Id, context.CancellationToken))
            throw Refusal.Invalid("name", "name_taken", "Another group has this name.");

        db.Audit("groups.correct", group.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
