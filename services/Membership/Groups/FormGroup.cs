using System.Diagnostics;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> FormGroup(V1.FormGroupRequest request, ServerCallContext context)
    {
        var group = Group.From(request, clock.Today);
        var first = Group.Named(request.MemberIds, "member_ids");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        if (await db.Groups.AnyAsync(g => g.Name == group.Name, context.CancellationToken))
            throw Refusal.Invalid("name", "name_taken", "Another group has this name.");
        foreach (var member in await db.HoldAsync(first, context.CancellationToken))
            group.Add(member, group.FormedOn);

        db.Groups.Add(group);
        db.Audit("groups.form", group.Id);
        db.Publish(new GroupFormed(group.Id, KindOf(group), group.FormedOn));
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }

    private static Sangam.Code KindOf(Group group) =>
        group.Kind switch
        {
            V1.GroupKind.PeerGroup => new("peer-group"),
            V1.GroupKind.Shg => new("shg"),
            V1.GroupKind.Committee => new("committee"),
            _ => throw new UnreachableException(),
        };
}
