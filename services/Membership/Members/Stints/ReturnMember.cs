using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersEnrol)]
    public override async Task<V1.Member> ReturnMember(V1.ReturnMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var day = Dates.PastOrToday(request.ReturnedOn, "returned_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var member = await HoldAsync(id, context.CancellationToken);
        var said = member.Consents.Count;
        member.Return(day, request.Consents, clock.Now);

        db.Audit("members.return", member.Id);
        db.Publish(new MemberReturned(member.Id, member.JoinedOn, member.Stint));
        db.PublishAnswers(member, member.Consents.Skip(said));
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return Shown(member);
    }
}
