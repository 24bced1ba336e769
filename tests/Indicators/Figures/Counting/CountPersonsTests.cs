using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Different members, whoever came twice counted once.</summary>
public sealed class CountPersonsTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Different_members_of_a_longer_period_are_not_the_sum_of_its_months()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        var usha = await collective.MemberAsync();
        var nisha = await collective.MemberAsync();
        Guid[][] april =

            [
                [asha, usha],
                [asha],
            ],
            june =

            [
                [usha, nisha],
            ],
            march =

            [
                [asha],
            ];
        foreach (
            var (day, sessions) in new[]
            {
                (new DateOnly(2024, 4, 9), april),
                (new DateOnly(2024, 6, 9), june),
                (new DateOnly(2025, 3, 9), march),
            }
        )
        foreach (var member in sessions.SelectMany(m => m))
        {
            await collective.CounselledAsync(member, day);
            await collective.TellAsync(new LegalHelpGiven(Guid.NewGuid(), member, day));
        }

        Assert.Equal(["2", "0", "2", "3", "1", "3"], await collective.FigureAsync("P4", Periods));
        Assert.Equal(["2", "0", "2", "3", "1", "3"], await collective.FigureAsync("P5/unique", Periods));
        Assert.Equal(["3", "0", "2", "5", "1", "6"], await collective.FigureAsync("P5/sessions", Periods));
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
}
