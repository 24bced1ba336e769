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
    public async Task Members_are_broken_down_on_the_last_day_with_both_margins_and_without_empty_cells()
    {
        var collective = network.NewCollective();
        await collective.MemberAsync(Under25, Woman);
        await collective.MemberAsync(Under25, Transgender);
        await collective.MemberAsync(_35Plus, Woman);
        await collective.MemberAsync(_35Plus, Gender.Unspecified); // not told: counted as not said
        await collective.MemberAsync(_25To34, Woman, joined: new(2024, 6, 1));
        await collective.MemberAsync(_25To34, Woman, statistics: false);

        Assert.Equal(
            "4 | Woman 2 | Transgender 1 | NotSaid 1 | Under25 2 | Under25 Woman 1 | Under25 Transgender 1 | _35Plus 2 | _35Plus Woman 1 | _35Plus NotSaid 1",
            await collective.CellsAsync("G1", Month(2024, 5))
        );
        Assert.Equal(
            "5 | Woman 3 | Transgender 1 | NotSaid 1 | Under25 2 | Under25 Woman 1 | Under25 Transgender 1 | _25To34 1 | _25To34 Woman 1 | _35Plus 2 | _35Plus Woman 1 | _35Plus NotSaid 1",
            await collective.CellsAsync("G1", CalendarYear(2024))
        );
    }

    [Fact]
    public async Task Different_persons_are_counted_anew_in_every_cell_of_a_longer_period()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync(Under25, Woman);
        var usha = await collective.MemberAsync(_35Plus, Man);
        foreach (var day in new DateOnly[] { new(2024, 4, 3), new(2024, 4, 9), new(2024, 5, 9) })
            await collective.CounselledAsync(asha, day);
        await collective.CounselledAsync(usha, new(2024, 6, 30));

        Assert.Equal("1 | Woman 1 | Under25 1 | Under25 Woman 1", await collective.CellsAsync("P5/unique", Month(2024, 4)));
        Assert.Equal(
            "2 | Woman 1 | Man 1 | Under25 1 | Under25 Woman 1 | _35Plus 1 | _35Plus Man 1",
            await collective.CellsAsync("P5/unique", Quarter(2024, 4))
        );
        Assert.Equal(
            "4 | Woman 3 | Man 1 | Under25 3 | Under25 Woman 3 | _35Plus 1 | _35Plus Man 1",
            await collective.CellsAsync("P5/sessions", Quarter(2024, 4))
        );
    }

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
    public async Task Received_of_those_filed_looks_at_who_filed_in_the_period_and_had_it_by_its_last_day()
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

    private static async Task AppliedAsync(TestCollective collective, Guid member, DateOnly filed, DateOnly decided, string outcome)
    {
        var id = Guid.NewGuid();
        await collective.TellAsync(new ApplicationFiled(id, member, new("any"), new("l1"), filed));
        await collective.TellAsync(new ApplicationDecided(id, member, new("any"), new("l1"), new(outcome), filed, decided));
    }
}
