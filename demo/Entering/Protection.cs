using Demo.Planning;
using Sangam.Protection.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    private static readonly MatterKind[] Matters =
    [
        MatterKind.Compensation,
        MatterKind.CriminalCase,
        MatterKind.Family,
        MatterKind.Documents,
    ];
    private static readonly HelpKind[] Helps = [HelpKind.Advice, HelpKind.Drafting, HelpKind.Accompaniment, HelpKind.Representation];

    /// <summary>A matter for each member who was helped, with the help of every month in which she was.</summary>
    private IEnumerable<Func<Task>> LegalAid() =>
        Collective.LegalAid is not { } plan
            ? []
            : Enumerable
                .Range(0, plan.People)
                .Select<int, Func<Task>>(person =>
                    async () =>
                    {
                        var client = new LegalMatters.LegalMattersClient(Team.Caseworker.Calls);
                        var months = MonthsOf(plan, person);
                        var day = 2 + person % 12;
                        var matter = await client.OpenMatterAsync(
                            new()
                            {
                                RequestId = Id($"matter {person}"),
                                MemberId = Founder(person * 7),
                                Kind = Matters[person % Matters.Length],
                                OpenedOn = year.Day(months[0], day),
                                Summary = "Opened when she asked for help; what she told stays with those on the matter.",
                            }
                        );
                        foreach (var month in months)
                            await client.RecordHelpAsync(
                                new()
                                {
                                    RequestId = Id($"help {person} {month}"),
                                    MatterId = matter.Id,
                                    Kind = Helps[(person + month) % Helps.Length],
                                    GivenOn = year.Day(month, day + 4),
                                    Note = "We went through the papers together and agreed on the next step.",
                                }
                            );
                    }
                );

    private IEnumerable<Func<Task>> Counselling() =>
        Collective.Counselling is not { } plan
            ? []
            : from month in Enumerable.Range(0, 12)
            from person in plan.Who(month)
            select (Func<Task>)(
                async () =>
                    await new Counselling.CounsellingClient(Team.Caseworker.Calls).RecordCounsellingAsync(
                        new()
                        {
                            RequestId = Id($"counselling {person} {month}"),
                            MemberId = Founder(person * 5 + 3),
                            HeldOn = year.Day(month, 2 + person % 26),
                            Note = "A quiet talk. She decides whether she comes again.",
                            FollowUp = person % 3 == 0,
                        }
                    )
            );

    private IEnumerable<Func<Task>> Stories() =>
        Collective.Stories is not { } plan
            ? []
            : from month in Enumerable.Range(0, 12)
            from s in Enumerable.Range(0, plan.Published[month])
            let authorised = s < plan.Authorised[month]
            select (Func<Task>)(
                async () =>
                    await new MediaStories.MediaStoriesClient(Team.Caseworker.Calls).RecordStoryAsync(
                        new()
                        {
                            RequestId = Id($"story {month} {s}"),
                            Outlet = plan.Outlets[(month + s) % plan.Outlets.Length],
                            Headline = plan.Headlines[(month + s) % plan.Headlines.Length],
                            PublishedOn = year.Day(month, 4 + s * 4),
                            Identifying = authorised,
                            Authorised = authorised,
                        }
                    )
            );

    private static int[] MonthsOf(Visits plan, int person) => [.. Enumerable.Range(0, 12).Where(month => plan.Who(month).Contains(person))];
}
