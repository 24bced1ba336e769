using Grpc.Core;
using Indicators.Dictionary;
using Microsoft.EntityFrameworkCore;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>The network's own side. The tests of this collection run one after another, so the source lies to nobody else.</summary>
[Collection("network")]
public sealed class NationalTests(IndicatorsFixture network)
{
    [Fact]
    public async Task The_table_shows_what_was_released_and_how_complete_it_is()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var silent = network.NewCollective();
        await collective.StoriesAsync(30, new(2024, 6, 5));
        await collective.StoriesAsync(3, new(2024, 5, 5));
        await other.StoriesAsync(5, new(2024, 5, 5));
        await collective.ReleaseAsync(2024, 5, 6);
        await other.ReleaseAsync(2024, 5);
        network.Source.Tenants =
        [
            new()
            {
                Code = collective.Code,
                Name = "Sakhi Sangham",
                StateCode = "IN-AP",
            },
            new()
            {
                Code = silent.Code,
                Name = "Silent",
                StateCode = "IN-WB",
            },
            new() { Code = "Not a code", Name = "x" },
        ];
        await PullAsync();
        network.Source.Tenants = null;

        var may = await TableAsync(Month(2024, 5));
        var june = await TableAsync(Month(2024, 6));
        var quarter = await TableAsync(Quarter(2024, 4));

        Assert.Equal(("Sakhi Sangham", "IN-AP", 1, 1), Row(may, collective));
        Assert.Equal((other.Code, "", 1, 1), Row(may, other)); // not in the directory: its code
        Assert.Equal(("Silent", "IN-WB", 0, 1), Row(may, silent));
        Assert.Equal(("Sakhi Sangham", "IN-AP", 2, 3), Row(quarter, collective));
        Assert.Equal((other.Code, "", 1, 3), Row(quarter, other));
        Assert.Equal(["·", "30", "·"], new[] { may, june, quarter }.Select(t => Figure(t, collective, "P8")));
        Assert.Equal(["5", "none", "none"], new[] { may, june, quarter }.Select(t => Figure(t, other, "P8")));
        Assert.Equal("none", Figure(may, silent, "P8"));
        Assert.NotNull(may.PulledAt);
        Assert.DoesNotContain(may.Collectives, c => c.Collective == "Not a code");
        var figures = may.Collectives.Single(c => c.Collective == collective.Code).Figures.Select(f => (f.Indicator, f.Part)).ToList();
        // in its order
        Assert.Equal(IndicatorDictionary.Current.Parts.Select(p => (p.Indicator.Code, p.Part.Part)).Where(figures.Contains), figures);
        var periods = await network.Network("network_analyst").ListPeriodsAsync(new() { Type = V1.PeriodType.Quarter });
        Assert.Contains(
            new V1.Period
            {
                Type = V1.PeriodType.Quarter,
                Year = 2024,
                Month = 4,
            },
            periods.Periods
        );
        Assert.Equal(periods.Periods.OrderByDescending(p => (p.Year, p.Month)), periods.Periods);
    }

    [Fact]
    public async Task A_pull_brings_only_what_is_new_and_two_at_once_bring_it_once()
    {
        await PullAsync();
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5, 7);

        await Task.WhenAll(PullAsync(), PullAsync(), PullAsync());

        await using var db = network.NationalDb();
        Assert.Equal(2, await db.Releases.CountAsync(r => r.Collective == collective.Code));
        Assert.Equal(0, (await PullAsync()).NewReleases);
    }

    [Fact]
    public async Task A_tampered_release_is_refused_until_it_comes_unharmed_and_the_others_go_on()
    {
        await PullAsync();
        var tampered = network.NewCollective();
        var other = network.NewCollective();
        await tampered.StoriesAsync(8, new(2024, 5, 5));
        await tampered.ReleaseAsync(2024, 5, 7);
        await other.ReleaseAsync(2024, 5);
        network.Source.Instead = release =>
        {
            if (release.Collective != tampered.Code || release.Month != 5)
                return release;
            var more = release.Clone();
            more.Figures.Single(f => f.Name() == "P8").Value += 100;
            return more;
        };

        try
        {
            Assert.Equal(1, (await PullAsync()).NewReleases);
        } // only the other's: July does not follow what was kept
        finally
        {
            network.Source.Instead = r => r;
        }
        Assert.Equal("none", Figure(await TableAsync(Month(2024, 5)), tampered, "P8"));

        Assert.Equal(2, (await PullAsync()).NewReleases);
        Assert.Equal("8", Figure(await TableAsync(Month(2024, 5)), tampered, "P8"));
        Assert.Equal(0, (await PullAsync()).NewReleases);
    }

    public static readonly TheoryData<string> Lies =
    [
        "another collective's chain",
        "a figure of another month",
        "a suppressed value",
        "a figure twice",
        "a small figure",
        "a sentence for a code",
        "a part above its whole",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_release_with_a_right_digest_can_be_wrong_all_the_same(string lie)
    {
        await PullAsync();
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5);
        network.Source.Instead = release =>
        {
            if (release.Collective != collective.Code)
                return release;
            var wrong = release.Clone();
            switch (lie)
            {
                case "another collective's chain":
                    wrong.PreviousDigest = new('a', 64);
                    break;
                case "a figure of another month":
                    wrong.Figures[0].Period.Month = 4;
                    break;
                case "a suppressed value":
                    wrong.Figures[0].Value = 3;
                    wrong.Figures[0].Suppressed = true;
                    break;
                case "a small figure":
                    wrong.Figures[0].Value = 3;
                    break;
                case "a figure twice":
                    wrong.Figures.Add(wrong.Figures[0].Clone());
                    break;
                case "a sentence for a code":
                    wrong.Figures[0].Part = "Asha from block 3";
                    break;
                default:
                    wrong.Figures.Single(f => f.Name() == "P8/authorised").Value = 1;
                    break;
            }
            wrong.Digest = Releases.CanonicalRelease.Digest(Releases.CanonicalRelease.Json(wrong));
            return wrong;
        };

        try
        {
            Assert.Equal(0, (await PullAsync()).NewReleases);
        }
        finally
        {
            network.Source.Instead = r => r;
        }
        Assert.Equal(1, (await PullAsync()).NewReleases);
    }

    [Fact]
    public async Task When_a_source_is_away_the_network_is_told_and_what_it_has_stays()
    {
        var pulled = (await PullAsync()).PulledAt;
        network.Source.Away = true;

        try
        {
            Assert.Equal(
                (0, "away", pulled),
                await PullAsync() is var away ? (away.NewReleases, away.Sources.Single().Error, away.PulledAt) : default
            );
        }
        finally
        {
            network.Source.Away = false;
        }
        Assert.Equal(pulled, (await TableAsync(Month(2024, 5))).PulledAt);
    }

    private static readonly string[] AboutMembers = ["G1", "T1", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "P4", "P5"];

    [Fact]
    public async Task Every_indicator_says_what_it_means_and_who_is_counted()
    {
        var indicators = (await network.Network("network_analyst").ListIndicatorsAsync(new())).Indicators;

        Assert.Equal(IndicatorDictionary.Current.Indicators.Select(i => i.Code), indicators.Select(i => i.Code));
        Assert.All(
            indicators,
            i =>
                Assert.True(
                    i.Name.Length > 0
                        && i.Definition.Length > 0
                        && i.Parts.Count > 0
                        && i.Parts.All(p => p.Name.Length > 0 && p.Type != V1.IndicatorType.Unspecified)
                )
        );
        Assert.All(
            indicators.Where(i => AboutMembers.Contains(i.Code)),
            i => Assert.Contains("agreed to be counted", i.Definition, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Bad_input_and_the_wrong_people_are_refused()
    {
        var analyst = network.Network("network_analyst");
        var executive = new NationalV1.National.NationalClient(network.NewCollective().As("executive"));

        Assert.Equal(Refused.Invalid("type", "required"), await Refused.ByAsync(analyst.ListPeriodsAsync(new())));
        Assert.Equal(
            Refused.Invalid("type", "unknown_choice"),
            await Refused.ByAsync(analyst.ListPeriodsAsync(new() { Type = (V1.PeriodType)7 }))
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(analyst.PullReleasesAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.GetTableAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.ListPeriodsAsync(new())));
        Assert.Equal(
            StatusCode.Unauthenticated,
            (await Refused.ByAsync(new NationalV1.National.NationalClient(network.Calling(null)).ListIndicatorsAsync(new()))).Status
        );
    }

    private async Task<NationalV1.PullReleasesResponse> PullAsync() => await network.Network().PullReleasesAsync(new());

    private async Task<NationalV1.Table> TableAsync((V1.PeriodType Type, int Year, int Month) period) =>
        await network
            .Network("network_analyst")
            .GetTableAsync(
                new()
                {
                    Period = new()
                    {
                        Type = period.Type,
                        Year = period.Year,
                        Month = period.Month,
                    },
                }
            );

    private static (string, string, int, int) Row(NationalV1.Table table, TestCollective collective)
    {
        var row = table.Collectives.Single(c => c.Collective == collective.Code);
        return (row.Name, row.StateCode, row.MonthsReleased, row.MonthsInPeriod);
    }

    private static string Figure(NationalV1.Table table, TestCollective collective, string name) =>
        table.Collectives.Single(c => c.Collective == collective.Code).Figures.SingleOrDefault(f => f.Name() == name)?.Text() ?? "none";
}
