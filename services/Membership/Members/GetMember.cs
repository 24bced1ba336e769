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
        var member = await db.Members.AsNoTracking().Include(m => m.Consents).FirstOrDefaultAsync(m => m.Id == id, context.CancellationToken) ?? throw Refusal.Missing();

        var message = member.ToMessage();
        if (member is { LegalName: null, Phone: null } || !caller.May(Permission.MembersReadPrivate)) return message;

        message.LegalName = await vault.OpenAsync(id, member.LegalName, context.CancellationToken);
        message.Phone = await vault.OpenAsync(id, member.Phone, context.CancellationToken);
        db.Audit("members.read_private", id);
        await db.SaveChangesAsync(context.CancellationToken);
        return message;
    }
}
