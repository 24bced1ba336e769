using Indicators.Figures;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Publication;
using Indicators.National.Tables;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;

namespace Indicators.Tests;

/// <summary>
/// What anybody may see of the sums, beside what the network's own people see: k is 11 for violence, HIV and the law. Each test
/// has a month of its own.
/// </summary>
[Collection("plane")]
public sealed class PublicTableTests(PlaneFixture network)
{
    private const NationalV1.Audience Network = NationalV1.Audience.Network,
        Public = NationalV1.Audience.Public;
    private static readonly int Year = TimeProvider.System.Today.Year - 2; // a trend goes back five years

    /// <summary>Of crisis incidents and of evidence briefs the same numbers were released.</summary>
    [Fact]
    public async Task Beside_three_states_of_five_incidents_the_public_is_not_told_of_the_fourth()
    {
        await ReleasedAsync(4, ("IN-AP", 7), ("IN-AP", 7), ("IN-AP", 6), ("IN-GJ", 5), ("IN-KA", 5), ("IN-WB", 5));

        // One collective a state, so those three are suppressed. Each of them knows the other two to be 10 together: enough to
        // guess for k = 5 and not for 11.
        string[] briefs = ["nation 35", "IN-AP 20", "IN-GJ ·", "IN-KA ·", "IN-WB ·"],
            incidents = ["nation 35", "IN-AP ·", "IN-GJ ·", "IN-KA ·", "IN-WB ·"];
        Assert.Equal(briefs, await SumsAsync(Network, "P9/briefs", 4));
        Assert.Equal(briefs, await SumsAsync(Public, "P9/briefs", 4));
        Assert.Equal(briefs, await SumsAsync(Network, "P1", 4));
        Assert.Equal(incidents, await SumsAsync(Public, "P1", 4));
        // A trend is read from the same tables.
        Assert.Equal(("20", "·"), (await TrendAsync(Network, "IN-AP", 4), await TrendAsync(Public, "IN-AP", 4)));
    }

    [Fact]
    public async Task What_two_collectives_make_up_is_told_to_nobody_and_what_is_0_to_all()
    {
        await ReleasedAsync(5, ("IN-AP", 50), ("IN-AP", 60), ("IN-AP", 0), ("IN-GJ", 0), ("IN-GJ", 0), ("IN-GJ", 0));

        foreach (var audience in new[] { Network, Public })
        foreach (var name in new[] { "P1", "P9/briefs" })
            Assert.Equal(["nation ·", "IN-AP ·", "IN-GJ 0"], await SumsAsync(audience, name, 5));
    }

    [Fact]
    public async Task Three_late_collectives_are_told_to_the_network_and_wait_before_the_public()
    {
        await ReleasedAsync(7, ("IN-AP", 20), ("IN-AP", 30), ("IN-AP", 10));
        await ReleasedAsync(7, ("IN-AP", 5), ("IN-AP", 5), ("IN-AP", 5));

        // One of the three knows that the other two added 10.
        Assert.Equal(
            ("75", "75", "75", "60"),
            (
                await NationAsync(Network, "P9/briefs"),
                await NationAsync(Public, "P9/briefs"),
                await NationAsync(Network, "P1"),
                await NationAsync(Public, "P1")
            )
        );
        await ReleasedAsync(7, ("IN-AP", 5), ("IN-AP", 5), ("IN-AP", 5));
        Assert.Equal(("90", "90"), (await NationAsync(Network, "P1"), await NationAsync(Public, "P1")));

        async Task<string> NationAsync(NationalV1.Audience audience, string name) =>
            (await SumsAsync(audience, name, 7))[0]["nation ".Length..];
    }

    /// <summary>
    /// The rule itself, with counts smaller than a collective releases: as things are, three collectives make 15 at least, so
    /// the least count is never what suppresses a sum. It is what would, if a collective's own k were less.
    /// </summary>
    [Theory]
    [InlineData("P1", new long[] { 2, 2, 3 }, "7", "·")]
    [InlineData("P1", new long[] { 4, 3, 3 }, "10", "·")]
    [InlineData("P1", new long[] { 4, 4, 3 }, "11", "11")]
    [InlineData("P1", new long[] { 1, 1, 2 }, "·", "·")]
    [InlineData("P1", new long[] { 2, 2, 1 }, "5", "·")]
    [InlineData("P1", new long[] { 40, 40 }, "·", "·")]
    [InlineData("P1", new long[] { 40, 40, 0 }, "·", "·")]
    [InlineData("P1", new long[] { 0, 0, 0 }, "0", "0")]
    [InlineData("P9/briefs", new long[] { 2, 2, 3 }, "7", "7")]
    [InlineData("P9/briefs", new long[] { 1, 1, 2 }, "·", "·")]
    [InlineData("P9/briefs", new long[] { 2, 2, 1 }, "5", "5")]
    public void A_sum_is_shown_from_k_on_when_three_add_to_it(string name, long[] counts, string toTheNetwork, string toThePublic)
    {
        var period = Period.Month(new(2020, 8, 1));
        var value = Value(name, Month(2020, 8), 0);
        var collectives = counts.Select((_, i) => new Collective { Code = $"c{i}", Name = $"c{i}" }).ToDictionary(c => c.Code);
        foreach (var collective in collectives.Values)
            collective.Describe(collective.Name, "IN-AP", NationalV1.CollectiveType.SexWorkerLed, 0);
        var rows = counts.Select(
            (n, i) =>
                ReleasedFigure.From(
                    new()
                    {
                        Indicator = value.Indicator,
                        Part = value.Part,
                        Type = V1.IndicatorType.Flow,
                        Period = period.ToMessage(),
                        Value = n,
                    },
                    PulledRelease.From(
                        new()
                        {
                            Id = $"{Guid.NewGuid()}",
                            Collective = $"c{i}",
                            Year = 2020,
                            Month = 8,
                            ReleasedAt = new(),
                        },
                        DateTimeOffset.UnixEpoch
                    )
                )
        );

        var cells = new PublicationDecision(
            Part.Find(value.Indicator, value.Part)!,
            period,
            rows.ToLookup(_ => period),
            [],
            collectives,
            1,
            DateTimeOffset.UnixEpoch
        ).Publish();

        string Nation(NationalV1.Audience audience) =>
            cells.Single(c => c.Audience == audience && c.Key == CellKey.Nation).ToMessage().Text();
        Assert.Equal((toTheNetwork, toThePublic), (Nation(Network), Nation(Public)));
        Assert.All(cells.Where(c => c.Suppressed), c => Assert.Equal((0, 0), (c.Value, c.Contributors)));
    }

    /// <summary>New collectives that each had so many incidents and briefs in the month, and released it.</summary>
    private async Task ReleasedAsync(int month, params (string State, int Count)[] of)
    {
        foreach (var (state, count) in of)
        {
            var collective = network.Listed(state);
            await collective.EnterAsync(Value("P1", Month(Year, month), count), Value("P9/briefs", Month(Year, month), count));
            await collective.ReleaseAsync(Year, month);
        }
        Assert.Equal(of.Length, (await network.PullAsync()).NewReleases);
    }

    private async Task<List<string>> SumsAsync(NationalV1.Audience audience, string name, int month) =>
        [
            .. (
                await network
                    .Network("network_analyst")
                    .GetAggregatesAsync(new() { Period = Month(Year, month).Message, Audience = audience })
            )
                .Sums.Where(a => a.Figure.Name() == name)
                .Select(a => $"{(a.StateCode == "" ? "nation" : a.StateCode)} {a.Figure.Text()}"),
        ];

    private async Task<string> TrendAsync(NationalV1.Audience audience, string state, int month) => (
            await network
                .Network("network_analyst")
                .GetTrendAsync(
                    new()
                    {
                        Indicator = "P1",
                        Type = V1.PeriodType.Month,
                        StateCode = state,
                        Audience = audience,
                        Count = 60,
                    }
                )
        ).Points.Single(p => p.Period.Year == Year && p.Period.Month == month).Figure.Text();
}
