using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>The median of the days from filing to decision.</summary>
public sealed class CountMedianDaysTests(IndicatorsFixture network)
{
    [Fact]
    public async Task The_median_of_days_is_made_for_quarters_and_years_over_what_was_decided_in_them()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync(Under25, Woman);
        foreach (var days in new[] { 10, 20, 90 })
            await AppliedAsync(collective, asha, new DateOnly(2024, 6, 28).AddDays(-days), new(2024, 6, 28), "refused");
        await AppliedAsync(collective, asha, new(2024, 8, 1), new(2024, 8, 31), "received");
        // never filed
        await collective.TellAsync(
            new ApplicationDecided(Guid.NewGuid(), asha, new("any"), new("l1"), new("declined"), null, new(2024, 6, 28))
        );

        Assert.Equal(
            ["–", "20/3", "30/1", "0/0", "20/4", "20/4"],
            await collective.TotalsAsync(
                "L8",
                Month(2024, 6),
                Quarter(2024, 4),
                Quarter(2024, 7),
                Quarter(2024, 10),
                CalendarYear(2024),
                FinancialYear
            )
        );
    }

    private static async Task AppliedAsync(TestCollective collective, Guid member, DateOnly filed, DateOnly decided, string outcome)
    {
        var id = Guid.NewGuid();
        await collective.TellAsync(new ApplicationFiled(id, member, new("any"), new("l1"), filed));
        await collective.TellAsync(new ApplicationDecided(id, member, new("any"), new("l1"), new(outcome), filed, decided));
    }
}
