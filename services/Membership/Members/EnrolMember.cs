using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersEnrol)]
    public override async Task<V1.Member> EnrolMember(V1.EnrolMemberRequest request, ServerCallContext context)
    {
        var member = Member.From(request, clock.Today);
        var consents = request.Consents.Select(c => Consent.To(c.Purpose, given: true, c.NoticeVersion, c.Language, member.Id, clock.Now)).ToList();
        if (consents.All(c => c.Purpose != V1.ConsentPurpose.MembershipRecord))
            throw Refusal.NotNow("consent_required", "She must first agree to be on the register.");
        member.KeepPrivately(
            await vault.SealAsync(member.Id, PrivateText.LegalName(request.LegalName), context.CancellationToken),
            await vault.SealAsync(member.Id, PrivateText.Phone(request.Phone), context.CancellationToken));

        db.Members.Add(member);
        db.AddRange(consents);
        db.Audit("members.enrol", member.Id);
        db.Publish(new MemberEnrolled(member.Id, member.JoinedOn, member.AgeBand, member.Gender, consents.Any(c => c.Purpose == V1.ConsentPurpose.Statistics)));
        await db.SaveChangesAsync(context.CancellationToken);

        return member.ToMessage(consents);
    }
}
