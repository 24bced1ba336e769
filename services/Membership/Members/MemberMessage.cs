using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Membership.Members;

public static class MemberMessage
{
    extension(Member member)
    {
        public string Etag => member.Revision.ToString(CultureInfo.InvariantCulture);

        /// <param name="consents">Her lines of the ledger; the latest for each purpose is shown.</param>
        public V1.Member ToMessage(IEnumerable<Consent> consents) => new()
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
            Consents = { consents.GroupBy(c => c.Purpose).OrderBy(g => g.Key).Select(g => g.MaxBy(c => (c.At, c.Id))!.ToMessage()) },
            Etag = member.Etag,
        };
    }

    extension(Consent consent)
    {
        public V1.Consent ToMessage() => new()
        {
            Purpose = consent.Purpose,
            Given = consent.Given,
            NoticeVersion = consent.NoticeVersion,
            Language = consent.Language,
            At = consent.At.ToTimestamp(),
        };
    }
}
