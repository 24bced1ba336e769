using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Membership.Members;

public static class MemberMessage
{
    extension(Member member)
    {
        public string Etag => member.Revision.ToString(CultureInfo.InvariantCulture);

        /// <summary>
        /// Without what is private: her legal name and phone, her sub-groups, and with which partners she agreed to share.
        /// </summary>
        public V1.Member ToMessage() =>
            new()
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
                Consents = { member.Latest().Where(c => c.PartnerId is null).Select(c => c.ToMessage()) },
                Etag = member.Etag,
            };

        /// <summary>With her sub-groups and what she said about each partner, for whoever may write them down and for herself.</summary>
        public V1.Member ToWholeMessage()
        {
            var message = member.ToMessage();
            message.Consents.AddRange(member.Latest().Where(c => c.PartnerId is not null).Select(c => c.ToMessage()));
            message.SubGroups.AddRange(member.SubGroups.Select(s => s.SubGroup).Order(StringComparer.Ordinal));
            return message;
        }
    }

    extension(Consent consent)
    {
        public V1.Consent ToMessage() =>
            new()
            {
                Purpose = consent.Purpose,
                Given = consent.Given,
                NoticeVersion = consent.NoticeVersion,
                Language = consent.Language,
                At = consent.At.ToTimestamp(),
                Channel = consent.Channel,
                Partner = consent.Partner,
            };
    }
}
