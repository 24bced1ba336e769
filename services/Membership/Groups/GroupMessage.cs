using System.Globalization;

namespace Membership.Groups;

public static class GroupMessage
{
    extension(Group group)
    {
        public string Etag => group.Revision.ToString(CultureInfo.InvariantCulture);

        /// <summary>With everyone who is in the group or was, those who are in it first, by chosen name.</summary>
        public V1.Group ToMessage()
        {
            var message = group.ToMessage(group.Members.Count(m => m.LeftOn is null));
            message.Members.AddRange(
                group
                    .Members.OrderBy(m => m.LeftOn is not null)
                    .ThenBy(m => m.Member.KnownAs, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(m => m.Member.Number, StringComparer.Ordinal)
                    .ThenBy(m => m.JoinedOn)
                    .Select(m => new V1.GroupMember
                    {
                        MemberId = m.MemberId.ToString(),
                        KnownAs = m.Member.KnownAs,
                        Number = m.Member.Number,
                        JoinedOn = m.JoinedOn.ToMessage(),
                        LeftOn = m.LeftOn.ToMessage(),
                    })
            );
            message.OfficeBearers.AddRange(
                group
                    .Members.SelectMany(m => m.Offices, (m, o) => (Time: m, Office: o))
                    .OrderByDescending(b => b.Office.From)
                    .ThenBy(b => b.Office.Title, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(b => b.Time.Member.Number, StringComparer.Ordinal)
                    .Select(b => new V1.OfficeBearer
                    {
                        Id = b.Office.Id.ToString(),
                        MemberId = b.Time.MemberId.ToString(),
                        KnownAs = b.Time.Member.KnownAs,
                        Title = b.Office.Title,
                        From = b.Office.From.ToMessage(),
                        To = b.Office.Until(b.Time).ToMessage(),
                    })
            );
            return message;
        }

        /// <summary>Without its members.</summary>
        public V1.Group ToMessage(int size) =>
            new()
            {
                Id = group.Id.ToString(),
                Name = group.Name,
                Kind = group.Kind,
                CommitteeKind = group.CommitteeKind,
                Block = group.Block,
                FormedOn = group.FormedOn.ToMessage(),
                ClosedOn = group.ClosedOn.ToMessage(),
                Quorum = group.Quorum.ToMessage(),
                Size = size,
                Etag = group.Etag,
            };
    }
}
