using CsCheck;
using Sangam.Events;
using Sangam.Protection.V1;

namespace Protection.Tests;

/// <summary>What is done for a member only when she agreed to it.</summary>
public sealed class AgreementTests(ProtectionFixture network)
{
    private static readonly DateOnly Day = new(2026, 2, 14);
    private static readonly Refused ConsentRequired = Refused.NotNow("consent_required");
    private static readonly Code LegalAid = new("legal-aid");

    [Fact]
    public async Task A_matter_needs_her_consent_to_legal_aid_and_no_other_will_do()
    {
        var collective = network.NewCollective();
        var matters = new LegalMatters.LegalMattersClient(collective.As("caseworker"));
        var member = await collective.MemberAsync(agrees: ["health-referral", "media", "membership-record"]);

        Assert.Equal(ConsentRequired, await Refused.ByAsync(matters.OpenMatterAsync(Opened(member))));
        Assert.Empty(await network.RowsAsync(collective.Id, "select id from matter"));
        Assert.Empty(await network.RowsAsync(collective.Id, "select person_id from person_key", "keys"));

        await collective.TellAsync(new ConsentChanged(member, LegalAid, Given: true, Revision: 2));
        await matters.OpenMatterAsync(Opened(member));
    }

    [Fact]
    public async Task Once_she_takes_it_back_no_help_is_recorded_and_what_was_stays()
    {
        var collective = network.NewCollective();
        var matters = new LegalMatters.LegalMattersClient(collective.As("caseworker", Guid.NewGuid()));
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        var matter = await matters.OpenMatterAsync(Opened(member));
        var help = new RecordHelpRequest
        {
            MatterId = matter.Id,
            Kind = HelpKind.Advice,
            GivenOn = Day.ToMessage(),
        };
        var helped = await matters.RecordHelpAsync(help);

        await collective.TellAsync(new ConsentChanged(member, LegalAid, Given: false, Revision: 5));
        await collective.TellAsync(new ConsentChanged(member, LegalAid, Given: true, Revision: 4)); // overtaken by the withdrawal

        Assert.Equal(ConsentRequired, await Refused.ByAsync(matters.RecordHelpAsync(help)));
        Assert.Equal(ConsentRequired, await Refused.ByAsync(matters.OpenMatterAsync(Opened(member))));
        Assert.Equal(new(helped) { Summary = "She asked for help." }, await matters.GetMatterAsync(new() { Id = matter.Id }));
    }

    [Fact]
    public async Task Counselling_needs_no_more_than_that_she_is_a_member()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync(statistics: false);

        await new V1.Counselling.CounsellingClient(collective.As("caseworker")).RecordCounsellingAsync(
            new() { MemberId = $"{member}", HeldOn = Day.ToMessage() }
        );
    }

    [Fact]
    public async Task A_story_in_which_a_member_can_be_recognised_needs_her_consent_to_media()
    {
        var collective = network.NewCollective();
        var stories = new MediaStories.MediaStoriesClient(collective.As("caseworker"));
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        var story = new RecordStoryRequest
        {
            Outlet = "Eenadu",
            Headline = "Leading the way",
            PublishedOn = Day.ToMessage(),
            Identifying = true,
            Authorised = true,
            MemberId = $"{member}",
        };

        Assert.Equal(ConsentRequired, await Refused.ByAsync(stories.RecordStoryAsync(story)));
        Assert.Equal(
            Refused.Invalid("member_id", "bad_id"),
            await Refused.ByAsync(stories.RecordStoryAsync(new(story) { MemberId = "Asha" }))
        );
        Assert.Equal(
            Refused.NotNow("member_unknown"),
            await Refused.ByAsync(stories.RecordStoryAsync(new(story) { MemberId = $"{Guid.NewGuid()}" }))
        );
        var unrecognised = await stories.RecordStoryAsync(new(story) { Identifying = false, Authorised = false });
        await collective.TellAsync(new ConsentChanged(member, new("media"), Given: true, Revision: 2));
        var recorded = await stories.RecordStoryAsync(story);

        Assert.Equal(($"{member}", $"{member}"), (recorded.MemberId, unrecognised.MemberId));
        Assert.Equal(new() { Stories = { recorded, unrecognised } }, await stories.ListStoriesAsync(new()));
    }

    [Fact]
    public async Task Who_came_back_is_a_member_on_the_days_of_both_times_in_whatever_order()
    {
        var member = Guid.CreateVersion7();
        IEvent[] told =
        [
            new MemberEnrolled(member, new(2024, 1, 1), AgeBand._25To34, Gender.Woman, Statistics: true),
            new MembershipEnded(member, new(2024, 6, 30)),
            new MemberReturned(member, new(2025, 4, 1)),
            new MembershipEnded(member, new(2025, 9, 30), Stint: 2),
        ];
        await Gen.Shuffle(told)
            .SampleAsync(
                async order =>
                {
                    var collective = network.NewCollective();
                    foreach (var what in order)
                        await collective.TellAsync(what);
                    var counselling = new V1.Counselling.CounsellingClient(collective.As("caseworker"));

                    foreach (
                        var (day, belongs) in new[]
                        {
                            ("2023-12-31", false),
                            ("2024-06-30", true),
                            ("2024-07-01", false),
                            ("2025-03-31", false),
                            ("2025-04-01", true),
                            ("2025-09-30", true),
                            ("2025-10-01", false),
                        }
                    )
                    {
                        var request = new RecordCounsellingRequest
                        {
                            MemberId = $"{member}",
                            HeldOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToMessage(),
                        };
                        if (belongs)
                            await counselling.RecordCounsellingAsync(request);
                        else
                            Assert.Equal(
                                Refused.NotNow("not_a_member"),
                                await Refused.ByAsync(counselling.RecordCounsellingAsync(request))
                            );
                    }
                },
                iter: 4
            );
    }

    private static OpenMatterRequest Opened(Guid member) =>
        new()
        {
            MemberId = $"{member}",
            Kind = MatterKind.Compensation,
            OpenedOn = Day.ToMessage(),
            Summary = "She asked for help.",
        };
}
