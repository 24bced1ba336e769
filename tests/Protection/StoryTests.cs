using Sangam.Events;
using Sangam.Protection.V1;

namespace Protection.Tests;

public sealed class StoryTests(ProtectionFixture network)
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static V1.MediaStories.MediaStoriesClient Stories(TestCollective collective, string role = "caseworker") =>
        new(collective.As(role));

    private static RecordStoryRequest Published(DateOnly? day = null) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            Outlet = "Eenadu",
            Headline = "Survivors lead the way",
            PublishedOn = (day ?? Day).ToMessage(),
            Identifying = true,
            Authorised = true,
        };

    [Fact]
    public async Task A_story_can_be_read_back_and_the_others_hear_of_it()
    {
        var collective = network.NewCollective();

        var story = await Stories(collective).RecordStoryAsync(Published());
        var plain = await Stories(collective)
            .RecordStoryAsync(
                new(Published())
                {
                    RequestId = "",
                    Identifying = false,
                    Authorised = false,
                }
            );

        Assert.Equal(
            new()
            {
                Id = story.Id,
                Outlet = "Eenadu",
                Headline = "Survivors lead the way",
                PublishedOn = Day.ToMessage(),
                Identifying = true,
                Authorised = true,
            },
            story
        );
        Assert.Equal(story, await Stories(collective, "peer_leader").GetStoryAsync(new() { Id = story.Id }));
        var told = await network.Bus.WaitForAsync<StoryPublished>(collective.Id, 2);
        Assert.Equal(
            [new(Guid.Parse(story.Id), Day, true, true), new(Guid.Parse(plain.Id), Day, false, false)],
            told.OrderByDescending(t => t.Identifying)
        );
    }

    [Fact]
    public async Task A_story_in_which_somebody_can_be_recognised_needs_her_authorisation()
    {
        var collective = network.NewCollective();

        Assert.Equal(
            Refused.NotNow("authorisation_required"),
            await Refused.ByAsync(Stories(collective).RecordStoryAsync(new(Published()) { Authorised = false }))
        );

        Assert.Equal(new(), await Stories(collective).ListStoriesAsync(new()));
        Assert.Empty(network.Bus.Of<StoryPublished>(collective.Id));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field()
    {
        var collective = network.NewCollective();
        (Action<RecordStoryRequest> Spoil, Refused Expected)[] cases =
        [
            (r => r.RequestId = "one", Refused.Invalid("request_id", "bad_id")),
            (r => r.Outlet = " ", Refused.Invalid("outlet", "required")),
            (r => r.Outlet = new string('x', 101), Refused.Invalid("outlet", "too_long")),
            (r => r.Headline = "", Refused.Invalid("headline", "required")),
            (r => r.Headline = new string('x', 201), Refused.Invalid("headline", "too_long")),
            (r => r.Headline = "two\nlines", Refused.Invalid("headline", "bad_text")),
            (r => r.PublishedOn = null, Refused.Invalid("published_on", "required")),
            (r => r.PublishedOn = new(), Refused.Invalid("published_on", "no_such_day")),
            (r => r.PublishedOn = TimeProvider.System.Today.AddDays(1).ToMessage(), Refused.Invalid("published_on", "in_the_future")),
        ];

        foreach (var (spoil, expected) in cases)
        {
            var request = Published();
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(Stories(collective).RecordStoryAsync(request)));
        }
    }

    [Fact]
    public async Task The_list_shows_the_latest_first_page_by_page_and_a_repeated_request_once()
    {
        var collective = network.NewCollective();
        var stories = Stories(collective);
        List<V1.MediaStory> published = [];
        foreach (var day in (int[])[2, 1, 2])
        {
            var request = Published(Day.AddDays(-day));
            published.Add(await stories.RecordStoryAsync(request));
            Assert.Equal(published[^1], await stories.RecordStoryAsync(request));
        }

        var first = await stories.ListStoriesAsync(new() { PageSize = 2 });
        var second = await stories.ListStoriesAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal([published[1], published[2]], first.Stories);
        Assert.Equal(new() { Stories = { published[0] } }, second);
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(stories.ListStoriesAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(stories.ListStoriesAsync(new() { PageToken = "!" }))
        );
    }

    [Fact]
    public async Task Another_collectives_story_is_as_unknown_as_one_that_never_was()
    {
        var story = await Stories(network.NewCollective()).RecordStoryAsync(Published());
        var others = Stories(network.NewCollective());

        foreach (var id in (string[])[story.Id, $"{Guid.NewGuid()}", "no id"])
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetStoryAsync(new() { Id = id })));
        Assert.Equal(new(), await others.ListStoriesAsync(new()));
    }

    [Fact]
    public async Task Only_a_caseworker_records_a_story_and_an_admin_does_not_read_one()
    {
        var collective = network.NewCollective();

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Stories(collective, "executive").RecordStoryAsync(Published())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Stories(collective, "admin").GetStoryAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Stories(collective, "admin").ListStoriesAsync(new())));
    }
}
