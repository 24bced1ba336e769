using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Surveys by the day on which they count.</summary>
public sealed class CountSurveyTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Each_part_of_all_totals_of_the_period_is_added()
    {
        var collective = network.NewCollective();
        await TotalAsync(
            collective,
            new()
            {
                Year = 2024,
                Month = 4,
                Day = 1,
            },
            30,
            of: 40
        );
        await TotalAsync(
            collective,
            new()
            {
                Year = 2024,
                Month = 4,
                Day = 30,
            },
            5,
            of: 20
        );
        await TotalAsync(
            collective,
            new()
            {
                Year = 2024,
                Month = 6,
                Day = 30,
            },
            7,
            of: 7
        );

        Assert.Equal(["35/60*", "–", "7/7*", "42/67*", "–", "42/67*"], await collective.TotalsAsync("K1", Periods));
    }

    private static async Task TotalAsync(TestCollective collective, Date day, long numerator, long of) =>
        await collective.Surveys.RecordTotalAsync(
            new()
            {
                Indicator = "K1",
                Day = day,
                Instrument = "Survey of the district",
                Numerator = numerator,
                Denominator = of,
            }
        );
}
