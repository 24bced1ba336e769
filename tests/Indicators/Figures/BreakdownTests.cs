using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Figures by age band and gender, and those that only some periods have, against values counted by hand.</summary>
public sealed class BreakdownTests(IndicatorsFixture network)
{
    [Fact]
    public async Task What_is_not_about_members_has_no_cells_and_whoever_does_not_ask_gets_none()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync(Under25, Woman);
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 5, 1), new("rights"), [asha]));
        await collective.StoriesAsync(3, new(2024, 5, 1));

        Assert.Equal(
            ("1", "3"),
            (await collective.CellsAsync("T1/sessions", Month(2024, 5)), await collective.CellsAsync("P8", Month(2024, 5)))
        );
        var plain = await new V1.Months.MonthsClient(collective.As("member")).GetFiguresAsync(new() { Period = Month(2024, 5).Message });
        Assert.All(plain.Figures, f => Assert.Equal((default, default), (f.AgeBand, f.Gender)));
    }

    [Fact]
    public async Task A_calendar_year_and_a_financial_year_share_nine_months()
    {
        var collective = network.NewCollective();
        foreach (
            var (day, count) in new[]
            {
                (new DateOnly(2024, 1, 1), 1),
                (new(2024, 4, 1), 2),
                (new(2024, 12, 31), 4),
                (new(2025, 3, 31), 8),
                (new(2025, 4, 1), 16),
            }
        )
            await collective.StoriesAsync(count, day);

        Assert.Equal(["7", "14", "24"], await collective.TotalsAsync("P8", CalendarYear(2024), FinancialYear, CalendarYear(2025)));
    }

    [Fact]
    public async Task A_year_begins_in_January()
    {
        var months = new V1.Months.MonthsClient(network.NewCollective().As("member"));

        Assert.Equal(
            Refused.Invalid("month", "no_such_period"),
            await Refused.ByAsync(months.GetFiguresAsync(new() { Period = (V1.PeriodType.Year, 2024, 4).Message }))
        );
    }
}
