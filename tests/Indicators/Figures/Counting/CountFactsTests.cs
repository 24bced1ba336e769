using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Facts that are counted one by one: sessions, attendances, decisions, stories, resolutions.</summary>
public sealed class CountFactsTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Trainings_and_attendances_add_up()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        var usha = await collective.MemberAsync();
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 4, 1), new("rights"), [asha, usha]));
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 4, 30), new("rights"), [asha]));
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 6, 15), new("governance"), []));
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2025, 3, 31), new("governance"), [usha]));
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2025, 4, 1), new("governance"), [asha, usha])); // the next year

        Assert.Equal(["2", "0", "1", "3", "1", "4"], await collective.FigureAsync("T1/sessions", Periods));
        Assert.Equal(["3", "0", "0", "3", "1", "4"], await collective.FigureAsync("T1/attendances", Periods));
    }

    [Fact]
    public async Task Entitlements_received_are_counted_by_their_row_when_they_were_decided()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        for (var row = 1; row <= 7; row++)
        for (var n = 0; n < row; n++)
            await collective.TellAsync(
                new ApplicationDecided(
                    Guid.NewGuid(),
                    asha,
                    new("any"),
                    new($"l{row}"),
                    new("received"),
                    new(2023, 1, 1),
                    n == 0 ? new(2024, 4, 5) : new(2024, 6, 5)
                )
            );
        await collective.TellAsync(new ApplicationFiled(Guid.NewGuid(), asha, new("any"), new("l1"), new(2024, 4, 5)));
        await collective.TellAsync(
            new ApplicationDecided(Guid.NewGuid(), asha, new("any"), new("l1"), new("refused"), new(2024, 4, 1), new(2024, 4, 5))
        );
        await collective.TellAsync(
            new ApplicationDecided(Guid.NewGuid(), asha, new("any"), new("l1"), new("declined"), null, new(2024, 4, 5))
        );

        for (var row = 1; row <= 7; row++)
            Assert.Equal(["1", "0", $"{row - 1}", $"{row}", "0", $"{row}"], await collective.FigureAsync($"L{row}", Periods));
    }

    [Fact]
    public async Task Stories_add_up_and_the_authorised_keep_their_two_parts()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(3, new(2024, 4, 4));
        await collective.StoriesAsync(1, new(2024, 4, 4), authorised: false);
        await collective.StoriesAsync(2, new(2024, 6, 4), authorised: false);
        await collective.StoriesAsync(1, new(2025, 3, 4));

        Assert.Equal(["4", "0", "2", "6", "1", "7"], await collective.FigureAsync("P8", Periods));
        Assert.Equal(["3/4", "0/0", "0/2", "3/6", "1/1", "4/7"], await collective.FigureAsync("P8/authorised", Periods));
    }

    [Fact]
    public async Task A_resolution_counts_when_it_was_due_if_it_was_done_by_then()
    {
        var collective = network.NewCollective();
        var adopted = new DateOnly(2024, 3, 20);
        Task ChangedAsync(DateOnly? due, DateOnly? done = null, bool withdrawn = false, Guid? id = null, int revision = 1) =>
            collective.TellAsync(new ResolutionChanged(id ?? Guid.NewGuid(), adopted, due, done, withdrawn, revision));
        var reopened = Guid.NewGuid();
        var withdrawn = Guid.NewGuid();
        var undated = Guid.NewGuid();
        var moved = Guid.NewGuid();

        await ChangedAsync(new(2024, 4, 10), done: new(2024, 4, 10)); // on its due day
        await ChangedAsync(new(2024, 4, 20), done: new(2024, 5, 2)); // late
        await ChangedAsync(new(2024, 4, 25), done: new(2024, 4, 24), id: reopened);
        await ChangedAsync(new(2024, 4, 25), id: reopened, revision: 2);
        await ChangedAsync(new(2024, 4, 28), id: withdrawn);
        await ChangedAsync(new(2024, 4, 28), withdrawn: true, id: withdrawn, revision: 2);
        await ChangedAsync(null, done: new(2024, 4, 2), id: undated, revision: 2);
        await ChangedAsync(new(2024, 4, 28), id: undated); // it has no due day any more
        await ChangedAsync(new(2024, 4, 29), done: new(2024, 5, 20), id: moved);
        await ChangedAsync(new(2024, 5, 29), done: new(2024, 5, 20), id: moved, revision: 2); // it was given more time
        // ahead of its day, which is in May
        await ChangedAsync(new(2024, 5, 5), done: new(2024, 4, 28));
        await ChangedAsync(new(2024, 6, 30)); // not done
        await ChangedAsync(new(2024, 7, 1), done: new(2024, 6, 30)); // the next quarter's

        Assert.Equal(["1/3", "2/2", "0/1", "3/6", "0/0", "4/7"], await collective.FigureAsync("G8", Periods));
    }
}
