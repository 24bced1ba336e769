using Sangam.Membership.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    private IEnumerable<Func<Task>> Groups() =>
        Enumerable
            .Range(0, groups.Length)
            .Select<int, Func<Task>>(g =>
                async () =>
                {
                    var formed = await new Groups.GroupsClient(Team.Facilitator.Calls).FormGroupAsync(
                        new()
                        {
                            RequestId = Id($"group {g}"),
                            Name = Collective.Groups.Names[g],
                            Kind = g < Collective.Groups.Peer.Length ? GroupKind.PeerGroup : GroupKind.Shg,
                            Block = Collective.Blocks is { } blocks ? blocks[g % blocks.Length] : "",
                            FormedOn = year.Day(0, 1 + g % 5),
                            MemberIds = { InGroup(g).Where(i => Collective.Members.JoinsIn(i) is null).Select(i => members[i]) },
                        }
                    );
                    groups[g] = formed.Id;
                }
            );

    /// <summary>Those who joined during the year come into their groups on the day they joined, or when the group was formed.</summary>
    private IEnumerable<Func<Task>> Joinings() =>
        Enumerable
            .Range(0, members.Length)
            .Where(i => Collective.Members.JoinsIn(i) is not null)
            .Select<int, Func<Task>>(i =>
                async () =>
                    await new Groups.GroupsClient(Team.Facilitator.Calls).AddGroupMemberAsync(
                        new()
                        {
                            RequestId = Id($"joining {i}"),
                            GroupId = groups[i % groups.Length],
                            MemberId = members[i],
                            JoinedOn = year.Day(Collective.Members.JoinsIn(i)!.Value, 28),
                        }
                    )
            );

    private IEnumerable<Func<Task>> Meetings() =>
        from month in Enumerable.Range(0, 12)
        from g in Enumerable.Range(0, groups.Length)
        let isActive = Collective.Groups.IsActive(g, month)
        where isActive || g % 2 == 0 // of the others, half did not meet and half wrote no minute
        select (Func<Task>)(
            async () =>
                await new Groups.GroupsClient(Team.Facilitator.Calls).RecordMeetingAsync(
                    new()
                    {
                        RequestId = Id($"meeting {month} {g}"),
                        GroupId = groups[g],
                        MetOn = year.Day(month, 8 + (g + month) % 18),
                        AttendedMemberIds =
                        {
                            InGroup(g)
                                .Where(i => Collective.Members.JoinsIn(i) is null && (i / groups.Length + month + g) % 4 != 0)
                                .Select(i => members[i]),
                        },
                        Minute = isActive ? Collective.Groups.Minutes[(g + month) % Collective.Groups.Minutes.Length] : "",
                    }
                )
        );

    private IEnumerable<int> InGroup(int group) => Enumerable.Range(0, members.Length).Where(i => i % groups.Length == group);
}
