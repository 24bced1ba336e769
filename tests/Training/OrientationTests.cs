using Sangam.Events;
using Sangam.Training.V1;

namespace Training.Tests;

public sealed class OrientationTests(TrainingFixture network)
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static V1.Orientations.OrientationsClient Orientations(TestCollective collective, string role = "trainer") =>
        new(collective.As(role));

    private static HoldOrientationRequest Held(DateOnly day, int count, params string[] tokens) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            Audience = Audience.InvestigationOfficers,
            Mode = Mode.Offline,
            HeldOn = day.ToMessage(),
            Count = count,
            Tokens = { tokens },
        };

    [Fact]
    public async Task An_orientation_can_be_read_back_and_the_others_hear_its_numbers()
    {
        var collective = network.NewCollective();

        var held = await Orientations(collective).HoldOrientationAsync(Held(Day, 20, "Peacock 7", "neem 12"));

        Assert.Equal(
            new()
            {
                Id = held.Id,
                Audience = Audience.InvestigationOfficers,
                Mode = Mode.Offline,
                HeldOn = Day.ToMessage(),
                Count = 20,
                Tokens = 2,
            },
            held
        );
        Assert.Equal(held, await Orientations(collective, "executive").GetOrientationAsync(new() { Id = held.Id }));
        var told = Assert.Single(await network.Bus.WaitForAsync<OrientationHeld>(collective.Id));
        Assert.Equal(
            (Guid.Parse(held.Id), Day, new Code("investigation-officers"), new Code("offline"), 20),
            (told.OrientationId, told.HeldOn, told.Audience, told.Mode, told.Count)
        );
        Assert.Equal(await DigestsAsync(collective, held.Id), told.Tokens.Select(t => t.Value));
    }

    [Fact]
    public async Task A_token_is_kept_as_a_hash_that_tells_repeat_from_new_within_a_year()
    {
        var collective = network.NewCollective();
        var march = await Orientations(collective).HoldOrientationAsync(Held(Day, 5, "Peacock 7"));
        var earlier = await Orientations(collective).HoldOrientationAsync(Held(new(2025, 4, 1), 5, "  peacock 7 "));
        var april = await Orientations(collective).HoldOrientationAsync(Held(Day.AddDays(1), 5, "Peacock 7"));
        var other = network.NewCollective();
        var elsewhere = await Orientations(other).HoldOrientationAsync(Held(Day, 5, "Peacock 7"));

        var digest = Assert.Single(await DigestsAsync(collective, march.Id));
        Assert.Matches("^[0-9a-f]{32}$", digest);
        Assert.Equal(digest, Assert.Single(await DigestsAsync(collective, earlier.Id)));
        Assert.NotEqual(digest, Assert.Single(await DigestsAsync(collective, april.Id)));
        Assert.NotEqual(digest, Assert.Single(await DigestsAsync(other, elsewhere.Id)));
        foreach (var table in (string[])["orientation", "outbox", "request", "audit"])
            Assert.DoesNotContain(
                await network.RowsAsync(collective.Id, $"select * from {table}"),
                row => row.Contains("peacock", StringComparison.OrdinalIgnoreCase)
            );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var tomorrow = TimeProvider.System.Today.AddDays(1);
        (Action<HoldOrientationRequest> Spoil, Refused Expected)[] cases =
        [
            (r => r.Audience = Audience.Unspecified, Refused.Invalid("audience", "required")),
            (r => r.Audience = (Audience)99, Refused.Invalid("audience", "unknown_choice")),
            (r => r.Mode = Mode.Unspecified, Refused.Invalid("mode", "required")),
            (r => r.Mode = (Mode)99, Refused.Invalid("mode", "unknown_choice")),
            (r => r.HeldOn = null, Refused.Invalid("held_on", "required")),
            (
                r =>
                    r.HeldOn = new()
                    {
                        Year = 2026,
                        Month = 13,
                        Day = 1,
                    },
                Refused.Invalid("held_on", "no_such_day")
            ),
            (r => r.HeldOn = tomorrow.ToMessage(), Refused.Invalid("held_on", "in_the_future")),
            (r => r.Count = 0, Refused.Invalid("count", "out_of_range")),
            (r => r.Count = -1, Refused.Invalid("count", "out_of_range")),
            (r => r.Count = 100_001, Refused.Invalid("count", "out_of_range")),
            (r => r.Tokens.Add(["neem", "tulsi", "banyan"]), Refused.Invalid("tokens", "too_many")),
            (r => r.Tokens.Add(["neem", " NEEM "]), Refused.Invalid("tokens", "token_twice")),
            (r => r.Tokens.Add("  "), Refused.Invalid("tokens", "required")),
            (r => r.Tokens.Add(new string('x', 41)), Refused.Invalid("tokens", "too_long")),
            (r => r.Tokens.Add("ne\nem"), Refused.Invalid("tokens", "bad_text")),
        ];

        foreach (var (spoil, expected) in cases)
        {
            var request = Held(Day, 2);
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(Orientations(collective).HoldOrientationAsync(request)));
        }
        Assert.Equal(new(), await Orientations(collective).ListOrientationsAsync(new()));
        Assert.Empty(network.Bus.Of<OrientationHeld>(collective.Id));
    }

    [Fact]
    public async Task As_many_as_one_hundred_thousand_may_come_each_with_a_token_of_forty_characters()
    {
        var collective = network.NewCollective();

        var held = await Orientations(collective).HoldOrientationAsync(Held(Day, 100_000, new string('x', 40)));

        Assert.Equal((100_000, 1), (held.Count, held.Tokens));
    }

    [Fact]
    public async Task The_same_request_again_counts_once()
    {
        var collective = network.NewCollective();
        var request = Held(Day, 5, "neem");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Orientations(collective).HoldOrientationAsync(request).ResponseAsync)
        );

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Single((await Orientations(collective).ListOrientationsAsync(new())).Orientations);
    }

    [Fact]
    public async Task The_list_shows_the_latest_first_page_by_page()
    {
        var collective = network.NewCollective();
        var orientations = Orientations(collective);
        List<Orientation> held = [];
        foreach (var day in (int[])[2, 1, 2, 3])
            held.Add(await orientations.HoldOrientationAsync(Held(Day.AddDays(-day), 5)));

        var first = await orientations.ListOrientationsAsync(new() { PageSize = 3 });
        var second = await orientations.ListOrientationsAsync(new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal([held[1], held[2], held[0]], first.Orientations);
        Assert.Equal(new() { Orientations = { held[3] } }, second);
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(orientations.ListOrientationsAsync(new() { PageSize = -1 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(orientations.ListOrientationsAsync(new() { PageToken = "W10" }))
        );
    }

    [Fact]
    public async Task Another_collectives_orientation_is_as_unknown_as_one_that_never_was()
    {
        var held = await Orientations(network.NewCollective()).HoldOrientationAsync(Held(Day, 5));
        var others = Orientations(network.NewCollective());

        foreach (var id in (string[])[held.Id, $"{Guid.NewGuid()}", ""])
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetOrientationAsync(new() { Id = id })));
        Assert.Equal(new(), await others.ListOrientationsAsync(new()));
    }

    [Fact]
    public async Task Only_a_trainer_records()
    {
        var collective = network.NewCollective();

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Orientations(collective, "executive").HoldOrientationAsync(Held(Day, 5))));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Orientations(collective, "caseworker").GetOrientationAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Orientations(collective, "peer_leader").ListOrientationsAsync(new())));
    }

    [Fact(DisableParallelization = true)] // the service is killed, which any other test would feel
    public async Task A_first_request_may_fail_and_tokens_mean_the_same_after_a_restart()
    {
        var collective = network.NewCollective();
        Assert.Equal(
            Refused.Invalid("tokens", "token_twice"),
            await Refused.ByAsync(Orientations(collective).HoldOrientationAsync(Held(Day, 5, "neem", "neem")))
        );
        var before = await Orientations(collective).HoldOrientationAsync(Held(Day, 5, "neem"));

        await network.Process.KillAsync();
        await network.Process.StartAgainAsync();

        var after = await Orientations(collective).HoldOrientationAsync(Held(Day, 5, "neem"));
        Assert.Equal(await DigestsAsync(collective, before.Id), await DigestsAsync(collective, after.Id));
    }

    private async Task<string[]> DigestsAsync(TestCollective collective, string id) =>
        Assert.Single(await network.RowsAsync(collective.Id, $"select tokens from orientation where id = '{id}'")).Split(',');
}
