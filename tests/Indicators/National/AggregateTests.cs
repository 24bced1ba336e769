using Identity = Sangam.Identity.V1;

namespace Indicators.Tests;

/// <summary>Each test has a month of its own, of which nobody else has released anything.</summary>
[Collection("plane")]
public sealed class AggregateTests(PlaneFixture network)
{
    [Fact]
    public async Task A_sum_needs_three_collectives_and_no_state_can_be_had_by_subtracting_the_others()
    {
        await ReleasedAsync(
            new(2021, 4, 1),
            ("IN-AP", 20),
            ("IN-AP", 30),
            ("IN-AP", 10),
            ("IN-GJ", 50),
            ("IN-GJ", 40),
            ("IN-GJ", 30),
            ("IN-KA", 60),
            ("IN-KA", 50),
            ("IN-KA", 40),
            ("IN-WB", 25)
        );

        var sums = await SumsAsync(2021, 4);

        // West Bengal has one collective. With the nation shown another state must be hidden beside it, and for the sake of
        // that collective, which knows its own figure, a third one: the two that cost least.
        Assert.Equal(["nation 355", "IN-AP ·", "IN-GJ ·", "IN-KA 150", "IN-WB ·"], sums.Order(Nation));
        var aggregate = (await AggregatesAsync(2021, 4)).Sums.First(a => a.StateCode == "" && a.Figure.Name() == "P8");
        Assert.Equal((10, NationalV1.Adding.Sum), (aggregate.Contributors, aggregate.Adding));
        Assert.Equal(10, (await AggregatesAsync(2021, 4)).Reporters);
    }

    [Fact]
    public async Task Two_collectives_make_no_sum_and_zeros_do_not_hide_whose_figure_it_is()
    {
        await ReleasedAsync(new(2021, 5, 1), ("IN-AP", 20), ("IN-AP", 30), ("IN-AP", 0), ("IN-AP", 0));

        Assert.Equal(["nation ·", "IN-AP ·"], (await SumsAsync(2021, 5)).Order(Nation));
    }

    [Fact]
    public async Task What_a_collective_hides_is_not_in_the_sum_and_nobody_reports_zero_for_it()
    {
        await ReleasedAsync(new(2021, 6, 1), ("IN-AP", 20), ("IN-AP", 30), ("IN-AP", 10), ("IN-AP", 3));

        Assert.Equal(["nation 60", "IN-AP 60"], (await SumsAsync(2021, 6)).Order(Nation));
        Assert.Equal(
            (3, 4),
            await AggregatesAsync(2021, 6) is var a ? (a.Sums.First(x => x.Figure.Name() == "P8").Contributors, a.Reporters) : default
        );
    }

    [Fact]
    public async Task A_late_collective_waits_until_three_have_come_and_the_earlier_figure_stands()
    {
        var month = new DateOnly(2021, 7, 1);
        await ReleasedAsync(month, ("IN-AP", 20), ("IN-AP", 30), ("IN-AP", 10));
        Assert.Equal(["nation 60", "IN-AP 60"], (await SumsAsync(2021, 7)).Order(Nation));

        await ReleasedAsync(month, ("IN-AP", 12));
        Assert.Equal(["nation 60", "IN-AP 60"], (await SumsAsync(2021, 7)).Order(Nation));
        await ReleasedAsync(month, ("IN-AP", 13));
        Assert.Equal(["nation 60", "IN-AP 60"], (await SumsAsync(2021, 7)).Order(Nation));
        Assert.Equal(5, (await AggregatesAsync(2021, 7)).Reporters); // who reported is counted all the same

        await ReleasedAsync(month, ("IN-AP", 14));
        Assert.Equal(["nation 99", "IN-AP 99"], (await SumsAsync(2021, 7)).Order(Nation));
    }

    [Fact]
    public async Task A_revision_of_one_collective_changes_no_sum()
    {
        var collectives = await ReleasedAsync(new(2021, 8, 1), ("IN-AP", 20), ("IN-AP", 30), ("IN-AP", 10));
        await collectives[0].StoriesAsync(40, new(2021, 8, 9));
        await collectives[0].ReviseAsync(2021, 8, V1.RevisionReason.LateRecords);
        await network.PullAsync();

        Assert.Equal(["nation 60", "IN-AP 60"], (await SumsAsync(2021, 8)).Order(Nation));
        var row = (
            await network
                .Network()
                .GetTableAsync(
                    new()
                    {
                        Period = Month(2021, 8),
                        Collectives = { collectives[0].Code },
                        Indicators = { "P8" },
                    }
                )
        ).Collectives.Single();
        Assert.Equal("60", row.Figures.Single(f => f.Name() == "P8").Text()); // its own row is what it released last
    }

    [Fact]
    public async Task A_quarter_tells_nothing_of_a_month_that_is_hidden()
    {
        // In January only two have anything to tell; in February and March all three.
        var collectives = new[] { network.Listed("IN-AP"), network.Listed("IN-AP"), network.Listed("IN-AP") };
        foreach (var (collective, n) in collectives.Zip((int[])[0, 30, 20]))
        {
            if (n > 0)
                await collective.StoriesAsync(n, new(2021, 1, 9));
            await collective.StoriesAsync(10, new(2021, 2, 9));
            await collective.StoriesAsync(11, new(2021, 3, 9));
            await collective.ReleaseAsync(2021, 1, 2, 3);
        }
        await network.PullAsync();

        Assert.Equal(
            ["nation ·", "nation 30", "nation 33"],
            await Task.WhenAll(new[] { 1, 2, 3 }.Select(async m => (await SumsAsync(2021, m)).Order(Nation).First()))
        );
        var quarter = await network
            .Network()
            .GetAggregatesAsync(
                new()
                {
                    Audience = NationalV1.Audience.Network,
                    Period = new()
                    {
                        Type = V1.PeriodType.Quarter,
                        Year = 2021,
                        Month = 1,
                    },
                }
            );
        Assert.Equal("·", quarter.Sums.First(a => a.StateCode == "" && a.Figure.Name() == "P8").Figure.Text());
    }

    [Fact]
    public async Task Sums_by_type_of_collective_follow_the_rules_and_add_both_parts_of_a_ratio()
    {
        foreach (
            var (type, n) in new[]
            {
                (Identity.CollectiveType.SexWorkerLed, 10),
                (Identity.CollectiveType.SexWorkerLed, 11),
                (Identity.CollectiveType.SexWorkerLed, 12),
                (Identity.CollectiveType.SurvivorLed, 20),
                (Identity.CollectiveType.SurvivorLed, 21),
                (Identity.CollectiveType.SurvivorLed, 22),
            }
        )
        {
            var collective = network.Listed("IN-AP", type: type);
            await collective.StoriesAsync(n, new(2021, 9, 9));
            await collective.StoriesAsync(n, new(2021, 9, 9), authorised: false);
            await collective.ReleaseAsync(2021, 9);
        }
        await network.PullAsync();

        var nation = (await AggregatesAsync(2021, 9, NationalV1.Breakdown.CollectiveType)).Sums.Where(a => a.StateCode == "").ToList();

        Assert.Equal(["192", "66", "126"], nation.Where(a => a.Figure.Name() == "P8").Select(a => a.Figure.Text()));
        Assert.Equal(
            [("96/192", NationalV1.Adding.BothParts), ("33/66", NationalV1.Adding.BothParts), ("63/126", NationalV1.Adding.BothParts)],
            nation.Where(a => a.Figure.Name() == "P8/authorised").Select(a => (a.Figure.Text(), a.Adding))
        );
        Assert.Equal(
            [NationalV1.CollectiveType.Unspecified, NationalV1.CollectiveType.SexWorkerLed, NationalV1.CollectiveType.SurvivorLed],
            nation.Where(a => a.Figure.Name() == "P8").Select(a => a.CollectiveType)
        );
    }

    [Fact]
    public async Task Persons_of_several_collectives_are_added_and_said_to_be_at_most_that_many()
    {
        foreach (var n in new[] { 6, 7, 8 })
        {
            var collective = network.Listed("IN-AP");
            foreach (var _ in Enumerable.Range(0, n))
                await collective.CounselledAsync(await collective.MemberAsync(), new(2021, 10, 9));
            await collective.ReleaseAsync(2021, 10);
        }
        await network.PullAsync();

        var uniques = (await AggregatesAsync(2021, 10)).Sums.Single(a => a.StateCode == "" && a.Figure.Name() == "P5/unique");
        Assert.Equal(("21", NationalV1.Adding.SumOfUniques), (uniques.Figure.Text(), uniques.Adding));
    }

    [Fact]
    public async Task A_trend_shows_a_collective_or_what_was_published_of_several()
    {
        var year = TimeProvider.System.Today.Year - 2; // a trend goes back five years
        var collectives = await ReleasedAsync(new(year, 11, 1), ("IN-KA", 20), ("IN-KA", 30), ("IN-KA", 10));
        await collectives[0].ReleaseAsync(year, 12);
        await network.PullAsync();

        async Task<string[]> TrendAsync(NationalV1.GetTrendRequest request)
        {
            request.Indicator = "P8";
            request.Type = V1.PeriodType.Month;
            request.Audience = NationalV1.Audience.Network;
            request.Count = 60;
            return
            [
                .. (await network.Network("network_analyst").GetTrendAsync(request))
                    .Points.Where(p => p.Period.Year == year && p.Period.Month >= 11)
                    .Select(p => p.Figure?.Text() ?? "none"),
            ];
        }
        Assert.Equal(["20", "0"], await TrendAsync(new() { Collective = collectives[0].Code }));
        Assert.Equal(["30", "none"], await TrendAsync(new() { Collective = collectives[1].Code }));
        Assert.Equal(["60", "·"], await TrendAsync(new() { StateCode = "IN-KA" }));
        Assert.Equal(
            Refused.Invalid("collective", "one_of"),
            await Refused.ByAsync(
                network
                    .Network()
                    .GetTrendAsync(
                        new()
                        {
                            Indicator = "P8",
                            Type = V1.PeriodType.Month,
                            Collective = "x",
                            StateCode = "IN-AP",
                        }
                    )
            )
        );
        Assert.Equal(
            Refused.Invalid("audience", "required"),
            await Refused.ByAsync(network.Network().GetTrendAsync(new() { Indicator = "P8", Type = V1.PeriodType.Month }))
        );
        Assert.Equal(
            Refused.Invalid("indicator", "unknown_choice"),
            await Refused.ByAsync(network.Network().GetTrendAsync(new() { Indicator = "Z9", Type = V1.PeriodType.Month }))
        );
    }

    [Fact]
    public async Task Nobody_asks_for_a_sum_without_saying_for_whom()
    {
        Assert.Equal(
            Refused.Invalid("audience", "required"),
            await Refused.ByAsync(network.Network().GetAggregatesAsync(new() { Period = Month(2021, 4) }))
        );
        Assert.Equal(
            Refused.Invalid("breakdown", "unknown_choice"),
            await Refused.ByAsync(
                network
                    .Network()
                    .GetAggregatesAsync(
                        new()
                        {
                            Period = Month(2021, 4),
                            Audience = NationalV1.Audience.Public,
                            Breakdown = (NationalV1.Breakdown)9,
                        }
                    )
            )
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                new NationalV1.National.NationalClient(network.NewCollective().As("executive")).GetAggregatesAsync(
                    new() { Period = Month(2021, 4), Audience = NationalV1.Audience.Public }
                )
            )
        );
    }

    /// <summary>New collectives that each told so many stories in the month and released it.</summary>
    private async Task<IReadOnlyList<TestCollective>> ReleasedAsync(DateOnly month, params (string State, int Stories)[] of)
    {
        var collectives = new List<TestCollective>();
        foreach (var (state, stories) in of)
        {
            var collective = network.Listed(state);
            await collective.StoriesAsync(stories, month.AddDays(8));
            await collective.ReleaseAsync(month.Year, month.Month);
            collectives.Add(collective);
        }
        Assert.Equal(of.Length, (await network.PullAsync()).NewReleases);
        return collectives;
    }

    private async Task<NationalV1.Aggregates> AggregatesAsync(int year, int month, NationalV1.Breakdown breakdown = default) =>
        await network
            .Network("network_analyst")
            .GetAggregatesAsync(
                new()
                {
                    Period = Month(year, month),
                    Audience = NationalV1.Audience.Network,
                    Breakdown = breakdown,
                }
            );

    /// <summary>How many stories, for the nation and each state.</summary>
    private async Task<IEnumerable<string>> SumsAsync(int year, int month) =>
        (await AggregatesAsync(year, month))
            .Sums.Where(a => a.Figure.Name() == "P8")
            .Select(a => $"{(a.StateCode == "" ? "nation" : a.StateCode)} {a.Figure.Text()}");

    private static V1.Period Month(int year, int month) =>
        new()
        {
            Type = V1.PeriodType.Month,
            Year = year,
            Month = month,
        };

    private static readonly Comparer<string> Nation = Comparer<string>.Create(
        (a, b) => string.CompareOrdinal(a[0] == 'n' ? "" : a, b[0] == 'n' ? "" : b)
    );
}
