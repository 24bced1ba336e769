using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersErase)]
    public override Task<V1.Erasure> EraseMember(V1.EraseMemberRequest request, ServerCallContext context) =>
        EraseAsync(Input.Id(request.Id), "members.erase", context.CancellationToken);

    private async Task<V1.Erasure> EraseAsync(Guid id, string action, CancellationToken cancellationToken)
    {
        await using var work = await db.BeginWorkAsync(cancellationToken);
        var member = (await db.HoldAsync([id], cancellationToken))[0];
        // Decided first: should this process die before the commit below, the next start erases her, as she was promised.
        var revision = await vault.DecideAsync(member.Id, clock.Today, cancellationToken);
        await EraseAsync(member, new(member.Id, revision, clock.Today, Destroyed: revision == 0), cancellationToken);

        db.Audit(action, member.Id);
        await db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);

        return retention.Of(member.Id, member.Number, clock.Today);
    }

    /// <summary>
    /// Ends her membership, seals her record and empties her row. When her key was destroyed before, her record can only go.
    /// </summary>
    private async Task EraseAsync(Member member, Sangam.Members.Erasure decision, CancellationToken cancellationToken)
    {
        var day = decision.ErasedOn!.Value;
        if (member.LeftOn is null)
        {
            await EndAsync(member, clock.Today, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        var number = await DigestAsync(member.Number, cancellationToken);
        var said = (await db.Database.SqlQuery<string>($"select erase_member({member.Id}, {day})::text").ToListAsync(cancellationToken))[0];
        db.ChangeTracker.Clear(); // what is tracked of her is no longer so

        db.Publish(new MemberErased(member.Id, day, decision.Revision));
        if (decision.Destroyed)
            return;
        var record = (await vault.SealAsync(member.Id, said, cancellationToken))!;
        db.Erasures.Add(
            new()
            {
                MemberId = member.Id,
                ErasedOn = day,
                UndoUntil = retention.UndoUntil(day),
                NumberDigest = number,
                Record = record,
            }
        );
    }

    private Task<string> DigestAsync(string number, CancellationToken cancellationToken) =>
        vault.DigestAsync("member-number", number, cancellationToken);
}
