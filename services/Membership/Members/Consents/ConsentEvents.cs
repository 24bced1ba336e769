using System.Diagnostics;
using Sangam.Events;
using Sangam.Members;

namespace Membership.Members;

public static class ConsentEvents
{
    extension(V1.ConsentPurpose purpose)
    {
        /// <summary>As other services know the purpose.</summary>
        public Sangam.Code Code =>
            purpose switch
            {
                V1.ConsentPurpose.MembershipRecord => Purposes.MembershipRecord,
                V1.ConsentPurpose.Statistics => Purposes.Statistics,
                V1.ConsentPurpose.HealthReferral => Purposes.HealthReferral,
                V1.ConsentPurpose.LegalAid => Purposes.LegalAid,
                V1.ConsentPurpose.Sharing => Purposes.Sharing,
                V1.ConsentPurpose.Media => Purposes.Media,
                _ => throw new UnreachableException(),
            };
    }

    extension(MembershipDb db)
    {
        /// <summary>
        /// Tells the other services what she has just said, each purpose apart; withdrawing takes effect there as soon as they
        /// hear it.
        /// </summary>
        public void PublishAnswers(Member member, params IEnumerable<Consent> answers)
        {
            foreach (var answer in answers)
                db.Publish(new ConsentChanged(member.Id, answer.Purpose.Code, answer.Given, member.Revision, answer.PartnerId));
        }
    }
}
