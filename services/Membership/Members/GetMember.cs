using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersRead)]
    public override async Task<V1.Member> GetMember(V1.GetMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var member =
            await db
                .Members.AsNoTracking()
                .Include(m => m.Consents)
                .Include(m => m.SubGroups)
                .AsSplitQuery()
                .FirstOrDefaultAsync(m => m.Id == id, context.CancellationToken)
            ?? throw Refusal.Missing();

        var message = Shown(member);
        if (!member.HoldsPrivate || !caller.May(Permission.MembersReadPrivate))
            return message;

        await ShowPrivateAsync(member, message, context.CancellationToken);
        db.Audit("members.read_private", id);
        await db.SaveChangesAsync(context.CancellationToken);
        return message;
    }
}
