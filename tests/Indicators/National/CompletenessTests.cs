namespace Indicators.Tests;

[Collection("plane")]
public sealed class CompletenessTests(PlaneFixture network)
{
    [Fact]
    public async Task Completeness_counts_who_released_and_how_long_after_the_months_end()
    {
        var today = TimeProvider.System.Today;
        var late = new DateOnly(2020, 8, 1);
        var recent = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var reporter = network.Listed("IN-AP");
        var silent = network.Listed("IN-WB");
        await reporter.ReleaseAsync(late.Year, late.Month);
        await reporter.ReleaseAsync(recent.Year, recent.Month);
        await network.PullAsync();

        var before = await CompletenessAsync(V1.PeriodType.Quarter, 2020, 7);
        var now = await CompletenessAsync(V1.PeriodType.Month, recent.Year, recent.Month);

        var days = today.DayNumber - new DateOnly(today.Year, today.Month, 1).AddDays(-1).DayNumber;
        var age = today.DayNumber - new DateOnly(2020, 8, 31).DayNumber;
        Assert.Equal(new(reporter.Code, 3, 1, 0, 0, 0, age), Row.Of(before, reporter));
        Assert.Equal(new(silent.Code, 3, 0, 0, 0, 0, 0), Row.Of(before, silent));
        Assert.Equal(new(reporter.Code, 1, 1, days <= 15 ? 1 : 0, days <= 30 ? 1 : 0, 1, days), Row.Of(now, reporter));
        Assert.Equal(
            (
                before.Rows.Count,
                3 * before.Rows.Count,
                before.Rows.Sum(r => r.MonthsReleased),
                before.Rows.Count(r => r.MonthsReleased > 0)
            ),
            (before.Collectives, before.MonthsDue, before.MonthsReleased, before.Reporters)
        );
        Assert.Equal((now.Rows.Sum(r => r.Within60Days), now.Rows.Sum(r => r.Within30Days)), (now.Within60Days, now.Within30Days));
    }

    private async Task<NationalV1.Completeness> CompletenessAsync(V1.PeriodType type, int year, int month) =>
        await network
            .Network("network_analyst")
            .GetCompletenessAsync(
                new()
                {
                    Period = new()
                    {
                        Type = type,
                        Year = year,
                        Month = month,
                    },
                }
            );

    private sealed record Row(string Collective, int Due, int Released, int Within15, int Within30, int Within60, int Median)
    {
        public static Row Of(NationalV1.Completeness completeness, TestCollective collective)
        {
            var r = completeness.Rows.Single(r => r.Collective == collective.Code);
            return new(r.Collective, r.MonthsDue, r.MonthsReleased, r.Within15Days, r.Within30Days, r.Within60Days, r.MedianDays);
        }
    }
}
