using Demo.Planning;
using Sangam.Common.V1;
using Sangam.Membership.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    /// <summary>So many in a row, then one who is transgender.</summary>
    private const int Women = 39;

    private static readonly AgeBand[] AgeBands = [AgeBand._25To34, AgeBand._35Plus, AgeBand.Under25, AgeBand._35Plus, AgeBand._25To34];

    private IEnumerable<Func<Task>> Enrolments() =>
        Enumerable
            .Range(0, members.Length)
            .Select<int, Func<Task>>(i =>
                async () =>
                {
                    var client = new Members.MembersClient(Team.Facilitator.Calls);
                    var enrolled = await client.EnrolMemberAsync(
                        new()
                        {
                            RequestId = Id($"member {i}"),
                            KnownAs = Collective.Members.Name(i),
                            AgeBand = AgeBands[i % AgeBands.Length],
                            Gender = i % (Women + 1) == Women ? Gender.Transgender : Gender.Woman,
                            Block = Collective.Blocks is { } blocks ? blocks[i % blocks.Length] : "",
                            Languages = { Collective.Languages[0] },
                            SubGroups =
                            {
                                Collective.Governance is { } governance && i % 2 == 1 ? [governance.SubGroup.Code] : Array.Empty<string>(),
                            },
                            JoinedOn = JoinedOn(i),
                            Consents =
                            {
                                Purposes(i)
                                    .Select(purpose => new ConsentGiven
                                    {
                                        Purpose = purpose,
                                        NoticeVersion = noticeVersion,
                                        Language = Collective.Languages[0],
                                    }),
                            },
                        }
                    );
                    members[i] = enrolled.Id;
                }
            );

    /// <summary>Everybody agrees to be on the register and to be counted; who is helped with the law agrees to that too.</summary>
    private IEnumerable<ConsentPurpose> Purposes(int member) =>
        Enumerable.Range(0, Collective.LegalAid?.People ?? 0).Any(person => person * 7 % Collective.Members.Before == member)
            ? [ConsentPurpose.MembershipRecord, ConsentPurpose.Statistics, ConsentPurpose.LegalAid]
            : [ConsentPurpose.MembershipRecord, ConsentPurpose.Statistics];

    private Date JoinedOn(int member)
    {
        if (Collective.Members.JoinsIn(member) is { } month)
            return year.Day(month, 1 + member % 28);
        var since = new DateOnly(Collective.Since, 1, 1);
        return Year.ToDate(since.AddDays((int)((long)(year.First(0).DayNumber - since.DayNumber) * member / Collective.Members.Before)));
    }
}
