using Grpc.Core;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersCorrect)]
    public override async Task<V1.Member> MoveMember(V1.MoveMemberRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var day = Dates.PastOrToday(request.MovedOn, "moved_on", clock.Today);
        var block =
            request.Block.Length > 0
                ? Input.Slug(request.Block, "block")
                : throw Refusal.Invalid("block", "required", "Say where she moves to.");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var member = await HoldAsync(id, context.CancellationToken);
        member.Move(block, day);

        db.Audit("members.move", member.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return Shown(member);
    }
}
