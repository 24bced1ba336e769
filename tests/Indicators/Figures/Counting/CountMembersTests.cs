using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Who is a member on the last day.</summary>
public sealed class CountMembersTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Members_are_those_on_the_last_day_of_any_period()
    {
        var collective = network.NewCollective();
        await collective.MemberAsync(joined: new(2023, 1, 1));
        await collective.MemberAsync(joined: new(2024, 4, 30));
        await collective.MemberAsync(joined: new(2024, 6, 30));
        var left = await collective.MemberAsync(joined: new(2024, 5, 1));
        await collective.TellAsync(new MembershipEnded(left, new(2025, 3, 30)));
        var stayed = await collective.MemberAsync(joined: new(2024, 5, 1));
        await collective.TellAsync(new MembershipEnded(stayed, new(2025, 3, 31))); // her last day is the last day

        Assert.Equal(["2", "4", "5", "5", "4", "4"], await collective.FigureAsync("G1", Periods));
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_counts_in_the_months_of_both_times_and_in_none_between()
    {
        var collective = network.NewCollective();
        await collective.MemberAsync(joined: new(2023, 1, 1));
        var member = await collective.MemberAsync(joined: new(2024, 4, 1));
        var unsaid = await collective.MemberAsync(joined: new(2024, 4, 1), statistics: false);
        foreach (
            var (who, what) in new (Guid, Func<Guid, IEvent>)[]
            {
                (member, id => new MemberReturned(id, new(2024, 6, 30))), // told before she left
                (member, id => new MembershipEnded(id, new(2024, 5, 30))),
                (unsaid, id => new MembershipEnded(id, new(2024, 5, 30))),
                (unsaid, id => new MemberReturned(id, new(2024, 6, 1))),
            }
        )
            await collective.TellAsync(what(who));

        Assert.Equal(["2", "1", "2", "2", "2", "2"], await collective.FigureAsync("G1", Periods));
        await collective.TellAsync(new MembershipEnded(member, new(2025, 3, 30), Stint: 2));
        Assert.Equal(["2", "1", "2", "2", "1", "1"], await collective.FigureAsync("G1", Periods));
    }

    [Fact]
    public async Task Members_are_broken_down_on_the_last_day_with_both_margins_and_no_empty_cells()
    {
        var collective = network.NewCollective();
        await collective.MemberAsync(Under25, Woman);
        await collective.MemberAsync(Under25, Transgender);
        await collective.MemberAsync(_35Plus, Woman);
        await collective.MemberAsync(_35Plus, Gender.Unspecified); // not told: counted as not said
        await collective.MemberAsync(_25To34, Woman, joined: new(2024, 6, 1));
        await collective.MemberAsync(_25To34, Woman, statistics: false);

        Assert.Equal(
            "4 | Woman 2 | Transgender 1 | NotSaid 1 | Under25 2 | Under25 Woman 1 | Under25 Transgender 1"
                + " | _35Plus 2 | _35Plus Woman 1 | _35Plus NotSaid 1",
            await collective.CellsAsync("G1", Month(2024, 5))
        );
        Assert.Equal(
            "5 | Woman 3 | Transgender 1 | NotSaid 1 | Under25 2 | Under25 Woman 1 | Under25 Transgender 1"
                + " | _25To34 1 | _25To34 Woman 1 | _35Plus 2 | _35Plus Woman 1 | _35Plus NotSaid 1",
            await collective.CellsAsync("G1", CalendarYear(2024))
        );
    }
}
