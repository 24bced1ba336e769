namespace Membership.Groups;

public static class GroupMessage
{
    extension(Group group)
    {
        /// <summary>With everyone who is in the group or was, those who are in it first, by chosen name.</summary>
        public V1.Group ToMessage()
        {
            var message = group.ToMessage(group.Members.Count(m => m.LeftOn is null));
            message.Members.AddRange(group.Members
                .OrderBy(m => m.LeftOn is not null).ThenBy(m => m.Member.KnownAs, StringComparer.InvariantCultureIgnoreCase).ThenBy(m => m.Member.Number, StringComparer.Ordinal).ThenBy(m => m.JoinedOn)
                .Select(m => new V1.GroupMember
                {
                    MemberId = m.MemberId.ToString(),
                    KnownAs = m.Member.KnownAs,
                    Number = m.Member.Number,
                    JoinedOn = m.JoinedOn.ToMessage(),
                    LeftOn = m.LeftOn.ToMessage(),
                }));
            return message;
        }

        /// <summary>Without its members.</summary>
        public V1.Group ToMessage(int size) => new()
        {
            Id = group.Id.ToString(),
            Name = group.Name,
            Kind = group.Kind,
            Block = group.Block,
            FormedOn = group.FormedOn.ToMessage(),
            Size = size,
        };
    }
}
