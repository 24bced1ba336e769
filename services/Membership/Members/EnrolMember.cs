using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    private const int MostDraws = 5;

    [Needs(Permission.MembersEnrol)]
    public override async Task<V1.Member> EnrolMember(V1.EnrolMemberRequest request, ServerCallContext context)
    {
        var member = Member.From(request, clock.Now);
        var phone = PrivateText.Phone(request.Phone);
        member.KeepPrivately(
            await vault.SealAsync(member.Id, PrivateText.LegalName(request.LegalName), context.CancellationToken),
            await vault.SealAsync(member.Id, phone, context.CancellationToken),
            await vault.PhoneDigestAsync(phone, context.CancellationToken)
        );

        db.Members.Add(member);
        db.Audit("members.enrol", member.Id);
        db.Publish(
            new MemberEnrolled(member.Id, member.JoinedOn, member.AgeBand, member.Gender, member.Agrees(V1.ConsentPurpose.Statistics))
        );
        db.PublishAnswers(member, member.Consents);
        await SaveNumberedAsync(member, context.CancellationToken);

        return Shown(member);
    }

    /// <summary>Numbers are drawn without looking; in the rare case that somebody has this one, another is drawn.</summary>
    private async Task SaveNumberedAsync(Member member, CancellationToken cancellationToken)
    {
        for (var draw = 1; ; draw++)
        {
            // A failed statement would end the whole transaction; the savepoint travels with the next command.
            if (db.Database.CurrentTransaction is { } transaction)
                await transaction.CreateSavepointAsync("numbered", cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException e) when (draw < MostDraws && e.InnerException is PostgresException { ConstraintName: "member_number" })
            {
                if (db.Database.CurrentTransaction is { } current)
                    await current.RollbackToSavepointAsync("numbered", cancellationToken);
                member.DrawAgain();
            }
        }
    }
}
