using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersErase)]
    public override async Task<V1.Member> CancelErasure(V1.CancelErasureRequest request, ServerCallContext context)
    {
        var number = MemberNumber.Read(Input.Required(request.Number, "number", Member.LongestName)) ?? throw Refusal.Missing();
        var digest = await DigestAsync(number, context.CancellationToken);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var erasure =
            await db
                .Erasures.FromSql($"select * from erasure where number_digest = {digest} for update")
                .FirstOrDefaultAsync(context.CancellationToken)
            ?? throw Refusal.Missing();
        if (erasure.UndoUntil < clock.Today)
            throw UndoOver();
        var revision = await vault.DecideAsync(erasure.MemberId, erasedOn: null, context.CancellationToken);
        await RestoreAsync(erasure, revision, context.CancellationToken);

        db.Audit("members.cancel_erasure", erasure.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        var member = await db
            .Members.AsNoTracking()
            .Include(m => m.Consents)
            .SingleAsync(m => m.Id == erasure.MemberId, context.CancellationToken);
        return member.ToMessage();
    }

    private async Task RestoreAsync(Erasure erasure, int revision, CancellationToken cancellationToken)
    {
        var said = await vault.OpenAsync(erasure.MemberId, erasure.Record, cancellationToken);
        if (said.Length == 0 || revision == 0)
            throw UndoOver();
        await db.Database.ExecuteSqlAsync($"select restore_member({erasure.MemberId}, {said}::jsonb)", cancellationToken);
        db.Erasures.Remove(erasure);
        db.Publish(new ErasureCancelled(erasure.MemberId, revision));
    }

    private static Refusal UndoOver() => Refusal.NotNow("undo_over", "This can no longer be taken back.");
}
