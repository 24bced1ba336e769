using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>A cohort: who filed in the period, and had it by its last day.</summary>
public sealed class CountOfFiledTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Received_of_those_filed_are_those_of_the_period_who_had_it_by_its_last_day()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync(Under25, Woman);
        var usha = await collective.MemberAsync(_35Plus, Woman);
        var silent = await collective.MemberAsync(_35Plus, Woman, statistics: false);
        await AppliedAsync(collective, asha, new(2024, 4, 2), new(2024, 4, 30), "received");
        await AppliedAsync(collective, usha, new(2024, 4, 2), new(2024, 5, 1), "received"); // a day late for April
        await AppliedAsync(collective, usha, new(2024, 6, 2), new(2024, 6, 9), "refused");
        await AppliedAsync(collective, silent, new(2024, 4, 2), new(2024, 4, 3), "received");
        await AppliedAsync(collective, asha, new(2024, 3, 2), new(2024, 4, 3), "received"); // filed before

        Assert.Equal(
            "1/2 | Woman 1/2 | Under25 1/1 | Under25 Woman 1/1 | _35Plus 0/1 | _35Plus Woman 0/1",
            await collective.CellsAsync("L1/of-filed", Month(2024, 4))
        );
        Assert.Equal(
            ["0/0", "0/1", "2/3", "3/4"],
            await collective.TotalsAsync("L1/of-filed", Month(2024, 5), Month(2024, 6), Quarter(2024, 4), CalendarYear(2024))
        );
    }

    private static async Task AppliedAsync(TestCollective collective, Guid member, DateOnly filed, DateOnly decided, string outcome)
    {
        var id = Guid.NewGuid();
        await collective.TellAsync(new ApplicationFiled(id, member, new("any"), new("l1"), filed));
        await collective.TellAsync(new ApplicationDecided(id, member, new("any"), new("l1"), new(outcome), filed, decided));
    }
}
