using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Values entered by hand, alone and in the place of what is counted.</summary>
public sealed class CountEnteredTests(IndicatorsFixture network)
{
    [Fact]
    public async Task What_is_not_recorded_here_is_there_once_it_is_entered_and_missing_until_then()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(1, new(2024, 4, 4));
        Assert.Equal(["–", "–"], await collective.TotalsAsync("P1", Month(2024, 4), Quarter(2024, 4)));

        var answer = await collective.EnterAsync(
            Value("P1", Month(2024, 4), 7),
            Value("P1", Month(2024, 6), 0),
            Value("L10/savings", Month(2024, 4), 250_000),
            Value("L10/savings", Month(2024, 5), 300_000),
            Value("P2", Month(2024, 4), 5, of: 7)
        );

        Assert.True(answer.Saved);
        Assert.Equal(
            ["7*", "–", "0*", "7*", "7*"],
            await collective.TotalsAsync("P1", Month(2024, 4), Month(2024, 5), Month(2024, 6), Quarter(2024, 4), FinancialYear)
        );
        Assert.Equal(
            ["250000*", "300000*", "–", "300000*"],
            await collective.TotalsAsync("L10/savings", Month(2024, 4), Month(2024, 5), Month(2024, 6), Quarter(2024, 4))
        );
        Assert.Equal(["5/7*", "5/7*"], await collective.TotalsAsync("P2", Month(2024, 4), CalendarYear(2024)));
    }

    [Fact]
    public async Task A_longer_period_adds_what_was_entered_to_what_was_counted_and_says_so()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(2, new(2024, 4, 4)); // told late, in a month that is entered as a whole
        await collective.StoriesAsync(3, new(2024, 5, 4), authorised: false);
        await collective.StoriesAsync(4, new(2024, 6, 4));
        await collective.RecordsSinceAsync(2024, 5);
        await collective.EnterAsync(Value("P8", Month(2024, 4), 30), Value("P8/authorised", Month(2024, 4), 20, of: 30));

        Assert.Equal(
            ["30*", "3", "4", "37*", "37*"],
            await collective.TotalsAsync("P8", Month(2024, 4), Month(2024, 5), Month(2024, 6), Quarter(2024, 4), FinancialYear)
        );
        Assert.Equal(
            ["20/30*", "0/3", "4/4", "24/37*"],
            await collective.TotalsAsync("P8/authorised", Month(2024, 4), Month(2024, 5), Month(2024, 6), Quarter(2024, 4))
        );
    }

    [Fact]
    public async Task What_is_counted_anew_is_missing_in_a_longer_period_unless_it_is_entered_itself()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        await collective.CounselledAsync(asha, new(2024, 6, 4));
        await collective.RecordsSinceAsync(2024, 6);
        await collective.EnterAsync(
            Value("P5/unique", Month(2024, 4), 9),
            Value("P4", FinancialYear, 35),
            Value("G1", Month(2024, 4), 330)
        );

        Assert.Equal(
            ["9*", "0", "1", "–", "–"],
            await collective.TotalsAsync("P5/unique", Month(2024, 4), Month(2024, 5), Month(2024, 6), Quarter(2024, 4), CalendarYear(2024))
        );
        Assert.Equal(["0", "35*", "0"], await collective.TotalsAsync("P4", Month(2024, 4), FinancialYear, CalendarYear(2024)));
        Assert.Equal(["330*", "1", "1"], await collective.TotalsAsync("G1", Month(2024, 4), Month(2024, 5), Quarter(2024, 4)));
    }

    [Fact]
    public async Task Entered_cells_make_their_margins_and_a_period_with_unknown_ones_has_none()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync(Under25, Woman);
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 6, 1), new("rights"), [asha]));
        await collective.EnterAsync(
            Value("T1/attendances", Month(2024, 5), 4, age: Under25, gender: Woman),
            Value("T1/attendances", Month(2024, 5), 6, age: _35Plus, gender: Man)
        );

        Assert.Equal(
            "10* | Woman 4* | Man 6* | Under25 4* | Under25 Woman 4* | _35Plus 6* | _35Plus Man 6*",
            await collective.CellsAsync("T1/attendances", Month(2024, 5))
        );
        Assert.Equal(
            "11* | Woman 5* | Man 6* | Under25 5* | Under25 Woman 5* | _35Plus 6* | _35Plus Man 6*",
            await collective.CellsAsync("T1/attendances", Quarter(2024, 4))
        );
        await collective.EnterAsync(Value("T1/attendances", Month(2024, 4), 0));
        // nobody is in no cell
        Assert.StartsWith("11* | Woman 5*", await collective.CellsAsync("T1/attendances", Quarter(2024, 4)), StringComparison.Ordinal);
        await collective.EnterAsync(Value("T1/attendances", Month(2024, 4), 20));
        Assert.Equal("31*", await collective.CellsAsync("T1/attendances", Quarter(2024, 4)));
    }
}
