using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersCorrect)]
    public override async Task<V1.Member> CorrectMember(V1.CorrectMemberRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var member = await HoldAsync(Input.Id(request.Id), context.CancellationToken);
        await db.Entry(member).Collection(m => m.NameWords).LoadAsync(context.CancellationToken);
        var figuresDiffer = member.Correct(request);
        var phone = request.HasPhone ? PrivateText.Phone(request.Phone) : "";
        member.KeepPrivately(
            request.HasLegalName
                ? await vault.SealAsync(member.Id, PrivateText.LegalName(request.LegalName), context.CancellationToken)
                : member.LegalName,
            request.HasPhone ? await vault.SealAsync(member.Id, phone, context.CancellationToken) : member.Phone,
            request.HasPhone ? await vault.PhoneDigestAsync(phone, context.CancellationToken) : member.PhoneDigest
        );

        db.Audit("members.correct", member.Id);
        if (figuresDiffer)
            db.Publish(new MemberCorrected(member.Id, member.AgeBand, member.Gender, member.Revision));
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return Shown(member);
    }
}
