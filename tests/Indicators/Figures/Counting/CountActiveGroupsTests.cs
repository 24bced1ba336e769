using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Peer groups that met with a minute, of all that there are on the last day.</summary>
public sealed class CountActiveGroupsTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Active_peer_groups_met_with_a_minute_of_those_that_there_are_on_the_last_day()
    {
        var collective = network.NewCollective();
        var a = Guid.NewGuid();
        var b = Guid.NewGuid();
        var shg = Guid.NewGuid();
        await collective.TellAsync(new GroupFormed(a, new("peer-group"), new(2024, 4, 1)));
        await collective.TellAsync(new GroupFormed(b, new("peer-group"), new(2024, 5, 31)));
        await collective.TellAsync(new GroupFormed(shg, new("shg"), new(2024, 4, 1)));
        await collective.TellAsync(new GroupMet(Guid.NewGuid(), a, new(2024, 4, 10), 9, HasMinute: true));
        await collective.TellAsync(new GroupMet(Guid.NewGuid(), a, new(2024, 4, 20), 9, HasMinute: true));
        await collective.TellAsync(new GroupMet(Guid.NewGuid(), shg, new(2024, 4, 10), 9, HasMinute: true));
        await collective.TellAsync(new GroupMet(Guid.NewGuid(), a, new(2024, 5, 10), 9, HasMinute: false));
        await collective.TellAsync(new GroupMet(Guid.NewGuid(), b, new(2024, 6, 10), 9, HasMinute: true));

        Assert.Equal(["1/1", "0/2", "1/2", "2/2", "0/2", "2/2"], await collective.FigureAsync("G2", Periods));
    }

    [Fact]
    public async Task A_closed_group_counts_until_its_last_day()
    {
        var collective = network.NewCollective();
        var stays = Guid.NewGuid();
        var closes = Guid.NewGuid();
        foreach (var group in new[] { stays, closes })
            await collective.TellAsync(new GroupFormed(group, new("peer-group"), new(2024, 1, 1)));
        await MetAsync(collective, stays, new(2024, 6, 3));
        await MetAsync(collective, closes, new(2024, 4, 3));
        await MetAsync(collective, closes, new(2024, 5, 3));
        await collective.TellAsync(new GroupClosed(closes, new(2024, 5, 31)));

        Assert.Equal(["1/2", "1/2", "1/1", "1/1", "0/1", "1/1"], await collective.FigureAsync("G2", Periods));
    }

    [Fact]
    public async Task A_meeting_counts_as_it_was_last_put_right()
    {
        var collective = network.NewCollective();
        var groups = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var group in groups)
            await collective.TellAsync(new GroupFormed(group, new("peer-group"), new(2024, 1, 1)));
        var minuted = Guid.NewGuid();
        var moved = Guid.NewGuid();
        var mistaken = Guid.NewGuid();
        var late = Guid.NewGuid();
        await MetAsync(collective, groups[0], new(2024, 4, 3), minuted, minute: false);
        await MetAsync(collective, groups[0], new(2024, 4, 3), minuted, revision: 2); // the minute was added later
        await MetAsync(collective, groups[1], new(2024, 4, 3), moved);
        await MetAsync(collective, groups[1], new(2024, 5, 3), moved, revision: 2); // it was in May
        await MetAsync(collective, groups[2], new(2024, 4, 3), mistaken);
        await MetAsync(collective, groups[2], new(2024, 4, 3), mistaken, withdrawn: true, revision: 2); // it never was
        await MetAsync(collective, groups[3], new(2024, 6, 3), late, withdrawn: true, revision: 2);
        await MetAsync(collective, groups[3], new(2024, 6, 3), late); // overtaken by its withdrawal

        Assert.Equal(["1/4", "1/4", "0/4", "2/4", "0/4", "2/4"], await collective.FigureAsync("G2", Periods));
    }

    private static Task MetAsync(
        TestCollective collective,
        Guid group,
        DateOnly day,
        Guid? meeting = null,
        bool minute = true,
        bool withdrawn = false,
        int revision = 1
    ) => collective.TellAsync(new GroupMet(meeting ?? Guid.NewGuid(), group, day, 12, minute, withdrawn, revision));
}
