using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

[Collection("plane")]
public sealed class PullTests(PlaneFixture network)
{
    [Fact]
    public async Task A_collective_with_an_installation_of_its_own_is_pulled_from_like_any_other()
    {
        var ours = network.Listed("IN-AP");
        var theirs = network.Listed("IN-WB", other: true);
        await ours.StoriesAsync(8, new(2022, 5, 5));
        await theirs.StoriesAsync(9, new(2022, 5, 5));
        await ours.ReleaseAsync(2022, 5);
        await theirs.ReleaseAsync(2022, 5);

        var pulled = await network.PullAsync();

        Assert.Equal((2, false), (pulled.NewReleases, pulled.Running));
        var table = await TableAsync();
        Assert.Equal(
            [(ours.Code, "IN-AP", "8"), (theirs.Code, "IN-WB", "9")],
            new[] { ours, theirs }
                .Select(c => table.Collectives.Single(r => r.Collective == c.Code))
                .Select(r => (r.Collective, r.StateCode, r.Figures.Single(f => f.Name() == "P8").Text()))
        );
        Assert.Equal(
            [(network.Source.Address, false, "", 0), (network.OtherSource.Address, true, "", 0)],
            (await SourcesAsync()).Select(s => (s.Address, s.OwnIssuer, s.Error, s.Failures))
        );
        Assert.All(
            await SourcesAsync(),
            s =>
                Assert.True(
                    s.NextAttemptAt > s.PulledAt && s.PulledAt >= s.AttemptedAt && !s.Running && s.ReleasesRead > 0 && s.Collectives > 0
                )
        );
    }

    [Fact]
    public async Task A_source_that_is_away_does_not_hold_up_the_others_and_catches_up_when_it_is_back()
    {
        var ours = network.Listed("IN-AP");
        var theirs = network.Listed("IN-WB", other: true);
        await network.PullAsync();
        await ours.ReleaseAsync(2022, 6);
        await theirs.ReleaseAsync(2022, 6);
        network.OtherSource.Away = true;
        try
        {
            var pulled = await network.PullAsync();
            Assert.Equal((1, "away", 1), (pulled.NewReleases, pulled.Sources[1].Error, pulled.Sources[1].Failures));
            var again = (await network.PullAsync()).Sources[1];
            Assert.Equal(2, again.Failures);
            // 30 minutes, then twice and four times as long but never more than an hour, give or take a half.
            var wait = again.NextAttemptAt.ToDateTime() - again.AttemptedAt.ToDateTime();
            Assert.InRange(wait, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(91));
            Assert.Equal(
                [(ours.Code, false), (theirs.Code, true)],
                (await TableAsync())
                    .Collectives.Where(r => r.Collective == ours.Code || r.Collective == theirs.Code)
                    .OrderBy(r => r.SourceAway)
                    .Select(r => (r.Collective, r.SourceAway))
            );
        }
        finally
        {
            network.OtherSource.Away = false;
        }

        Assert.Equal(
            (1, "", 0),
            await network.PullAsync() is var back ? (back.NewReleases, back.Sources[1].Error, back.Sources[1].Failures) : default
        );
        Assert.Equal(0, (await network.PullAsync()).NewReleases);
    }

    [Fact]
    public async Task A_slow_source_holds_nobody_up_and_goes_on_when_the_asker_has_gone()
    {
        var ours = network.Listed("IN-AP");
        var theirs = network.Listed("IN-WB", other: true);
        await network.PullAsync();
        await ours.ReleaseAsync(2022, 7);
        await theirs.ReleaseAsync(2022, 7);
        var answer = new TaskCompletionSource();
        network.OtherSource.Until = answer.Task;

        var pulled = await network.Network().PullReleasesAsync(new(), deadline: DateTime.UtcNow.AddSeconds(10));

        Assert.Equal((1, true, false, true), (pulled.NewReleases, pulled.Running, pulled.Sources[0].Running, pulled.Sources[1].Running));
        Assert.Equal(1, (await RowAsync(ours)).MonthsReleased);
        answer.SetResult();
        network.OtherSource.Until = Task.CompletedTask;
        await Eventually.TrueAsync(async () => (await RowAsync(theirs)).MonthsReleased == 1, "the slow source read to its end");
    }

    [Fact]
    public async Task A_pull_that_ends_early_goes_on_after_the_last_page_that_was_kept()
    {
        var collective = network.Listed("IN-WB", other: true);
        await network.PullAsync();
        await collective.ReleaseAsync(2022, 8, 9);
        var asked = new List<string>();
        var back = false;
        var before = 0;
        network.OtherSource.PagesOf = 1;
        network.OtherSource.Asked = cursor =>
        {
            asked.Add(cursor);
            network.OtherSource.Away = asked.Count > 1 && !back; // longer than the same page is asked for again
        };
        try
        {
            Assert.Equal(1, (await network.PullAsync()).NewReleases);
            network.OtherSource.Away = false;
            back = true;
            before = asked.Count;
            Assert.Equal(1, (await network.PullAsync()).NewReleases);
        }
        finally
        {
            network.OtherSource.PagesOf = 0;
            network.OtherSource.Asked = _ => { };
            network.OtherSource.Away = false;
        }

        Assert.Equal(asked[1], asked[before]); // from where it stopped, and not from the beginning
        Assert.NotEqual(asked[0], asked[1]);
    }

    [Fact]
    public async Task An_installation_cannot_speak_for_a_collective_of_another()
    {
        var ours = network.Listed("IN-AP");
        var theirs = network.Listed("IN-WB", other: true);
        await ours.StoriesAsync(8, new(2022, 10, 5));
        await ours.ReleaseAsync(2022, 10);
        await network.PullAsync();
        await theirs.ReleaseAsync(2022, 10);
        network.OtherSource.Tenants =
        [
            .. network.OtherSource.Tenants!,
            new()
            {
                Code = ours.Code,
                Name = "Not theirs",
                StateCode = "IN-WB",
            },
        ];
        network.OtherSource.Instead = release =>
        {
            if (release.Collective != theirs.Code)
                return release;
            var forged = release.Clone();
            forged.Collective = ours.Code;
            return forged;
        };
        try
        {
            Assert.Equal((0, "refused"), await network.PullAsync() is var pulled ? (pulled.NewReleases, pulled.Sources[1].Error) : default);
        }
        finally
        {
            network.OtherSource.Instead = r => r;
            network.OtherSource.Tenants = [.. network.OtherSource.Tenants!.Where(t => t.Code != ours.Code)];
        }

        var refusal = (await network.Network("network_analyst").ListRefusalsAsync(new())).Refusals.Single(r => r.Collective == ours.Code);
        Assert.Equal(("not-its-own", 2022, 10), (refusal.Flaw, refusal.Year, refusal.Month));
        var row = await RowAsync(ours, (V1.PeriodType.Month, 2022, 10));
        Assert.Equal(($"Collective {ours.Code}", "IN-AP", 1), (row.Name, row.StateCode, row.MonthsReleased));
        Assert.Equal(1, (await network.PullAsync()).NewReleases); // theirs, under their own name
    }

    [Fact]
    public async Task Whom_a_source_does_not_let_in_is_told_so()
    {
        network.OtherSource.Shut = true;
        try
        {
            Assert.Equal("not-allowed", (await network.PullAsync()).Sources[1].Error);
        }
        finally
        {
            network.OtherSource.Shut = false;
        }
        Assert.Equal("", (await network.PullAsync()).Sources[1].Error);
    }

    [Theory]
    [InlineData("National__Sources__0", "not an address")]
    [InlineData("National__Sources__1__Authority", "")]
    [InlineData("National__Sources__1__Address", "http://somewhere/with/a/path")]
    public async Task A_source_not_named_in_full_stops_the_start_and_says_what_to_set(string setting, string value)
    {
        var settings = new Dictionary<string, string>(network.Configuration) { [setting] = value };
        if (value == "")
            settings.Remove(setting);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceProcess.StartAsync(network.Program, settings));

        Assert.Contains(
            setting.EndsWith("Authority", StringComparison.Ordinal)
                ? "Set National__Sources__1__Authority, __ClientId and __Secret"
                : $"Set {setting}",
            e.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(TestIssuer.PullerSecret, e.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<NationalV1.Source>> SourcesAsync() =>
        (await network.Network("network_analyst").ListSourcesAsync(new())).Sources;

    private async Task<NationalV1.Table> TableAsync((V1.PeriodType Type, int Year, int Month)? period = null) =>
        await network
            .Network("network_analyst")
            .GetTableAsync(
                new()
                {
                    Period = (period ?? Month(2022, 5)) is var p
                        ? new()
                        {
                            Type = p.Type,
                            Year = p.Year,
                            Month = p.Month,
                        }
                        : null,
                }
            );

    private async Task<NationalV1.CollectiveRow> RowAsync(
        TestCollective collective,
        (V1.PeriodType Type, int Year, int Month)? period = null
    ) => (await TableAsync(period ?? Month(2022, 7))).Collectives.Single(r => r.Collective == collective.Code);
}
