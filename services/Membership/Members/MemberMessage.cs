using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Membership.Members;

public static class MemberMessage
{
    extension(Member member)
    {
        public string Etag => member.Revision.ToString(CultureInfo.InvariantCulture);

        /// <summary>Without her legal name and phone.</summary>
        public V1.Member ToMessage() => new()
        {
            Id = member.Id.ToString(),
            Number = member.Number,
            KnownAs = member.KnownAs,
            AgeBand = member.AgeBand,
            Gender = member.Gender,
            GenderInHerWords = member.GenderInHerWords,
            Block = member.Block,
            Languages = { member.Languages },
            JoinedOn = member.JoinedOn.ToMessage(),
            LeftOn = member.LeftOn.ToMessage(),
            Consents = { member.Latest().Select(c => c.ToMessage()) },
            Etag = member.Etag,
        };
    }

    extension(Consent consent)
    {
        private V1.Consent ToMessage() => new()
        {
            Purpose = consent.Purpose,
            Given = consent.Given,
            NoticeVersion = consent.NoticeVersion,
            Language = consent.Language,
            At = consent.At.ToTimestamp(),
        };
    }
}
