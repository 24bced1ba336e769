using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>What facts come to: attendances, ballots of the roll, points of the most there are, visits.</summary>
public sealed class CountAmountsTests(IndicatorsFixture network)
{
    private static readonly Code Officers = new("investigation-officers"),
        Police = new("police"),
        Media = new("media"),
        Offline = new("offline"),
        Online = new("online");

    [Fact]
    public async Task Attendances_of_orientations_add_up_by_audience_and_mode()
    {
        var collective = network.NewCollective();
        Task Held(DateOnly day, Code audience, Code mode, int count, params string[] tokens) =>
            collective.TellAsync(new OrientationHeld(Guid.NewGuid(), day, audience, mode, count, [.. tokens.Select(t => new Code(t))]));
        await Held(new(2024, 4, 2), Officers, Offline, 20, "a", "b", "c");
        await Held(new(2024, 4, 3), Police, Online, 7, "c", "d"); // c was there before
        await Held(new(2024, 6, 3), Officers, Online, 4, "a", "e"); // a again, e is new
        await Held(new(2024, 5, 4), Media, Offline, 11, "m", "n");
        await Held(new(2025, 3, 4), Media, Online, 2, "n", "o");
        await Held(new(2024, 5, 5), new("panchayat"), Offline, 99, "p"); // another audience

        Assert.Equal(["20", "0", "0", "20", "0", "20"], await collective.FigureAsync("T4/offline", Periods));
        Assert.Equal(["7", "0", "4", "11", "0", "11"], await collective.FigureAsync("T4/online", Periods));
        Assert.Equal(["0", "11", "0", "11", "2", "13"], await collective.FigureAsync("T5/attendances", Periods));
    }

    [Fact]
    public async Task Turnout_adds_up_ballots_and_rolls_and_is_never_averaged()
    {
        var collective = network.NewCollective();
        foreach (
            var (day, roll, ballots) in new[]
            {
                (new DateOnly(2024, 4, 1), 100, 80),
                (new(2024, 6, 1), 50, 30),
                (new(2024, 6, 30), 20, 10),
                (new(2025, 3, 31), 10, 5),
                (new(2025, 4, 1), 99, 99),
            }
        )
            await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), day, roll, ballots));

        Assert.Equal(["80/100", "0/0", "40/70", "120/170", "5/10", "125/180"], await collective.FigureAsync("G7", Periods));
    }

    [Fact]
    public async Task Points_of_all_assessments_of_the_period_are_added_to_each_part()
    {
        var collective = network.NewCollective();
        foreach (var (day, score) in new[] { (new DateOnly(2024, 4, 30), 30), (new(2024, 6, 1), 41) })
            await collective.TellAsync(new SelfAssessed(Guid.NewGuid(), day, score, Maximum: 50));

        Assert.Equal(["30/50", "0/0", "41/50", "71/100", "0/0", "71/100"], await collective.FigureAsync("G9", Periods));
    }

    [Fact]
    public async Task Centre_days_and_visits_count_as_they_were_last_put_right()
    {
        var collective = network.NewCollective();
        var one = Guid.NewGuid();
        var other = Guid.NewGuid();
        var corrected = Guid.NewGuid();
        var mistaken = Guid.NewGuid();
        Task OpenAsync(
            Guid centre,
            DateOnly day,
            int under,
            int middle,
            int over,
            Guid? id = null,
            bool withdrawn = false,
            int revision = 1
        ) => collective.TellAsync(new CentreDayRecorded(id ?? Guid.NewGuid(), centre, day, under, middle, over, withdrawn, revision));

        await OpenAsync(one, new(2024, 4, 1), 1, 2, 3);
        await OpenAsync(other, new(2024, 4, 1), 0, 0, 0); // open, and nobody came
        await OpenAsync(one, new(2024, 4, 2), 10, 10, 10, corrected);
        await OpenAsync(one, new(2024, 5, 2), 4, 0, 1, corrected, revision: 2); // another day, fewer visits
        await OpenAsync(one, new(2024, 6, 2), 9, 9, 9, mistaken, withdrawn: true, revision: 3);
        await OpenAsync(one, new(2024, 6, 2), 9, 9, 9, mistaken, revision: 2); // overtaken
        await OpenAsync(one, new(2025, 3, 31), 0, 7, 0);

        Assert.Equal(["2", "1", "0", "3", "1", "4"], await collective.FigureAsync("G10/days", Periods));
        Assert.Equal(["6", "5", "0", "11", "7", "18"], await collective.FigureAsync("G10/visits", Periods));
    }

    [Fact]
    public async Task Public_events_count_with_their_attendance_unless_they_were_cancelled()
    {
        var collective = network.NewCollective();
        var cancelled = Guid.NewGuid();
        var corrected = Guid.NewGuid();
        Task HeldAsync(DateOnly day, int attendance, Guid? id = null, bool withdrawn = false, int revision = 1) =>
            collective.TellAsync(new PublicEventHeld(id ?? Guid.NewGuid(), day, new("public-meeting"), attendance, withdrawn, revision));

        await HeldAsync(new(2024, 4, 1), 150);
        await HeldAsync(new(2024, 5, 30), 40, cancelled);
        await HeldAsync(new(2024, 5, 30), 40, cancelled, withdrawn: true, revision: 2);
        await HeldAsync(new(2024, 6, 2), 70, corrected);
        await HeldAsync(new(2024, 6, 3), 75, corrected, revision: 2);
        await HeldAsync(new(2025, 3, 3), 20);

        Assert.Equal(["1", "0", "1", "2", "1", "3"], await collective.FigureAsync("T7/events", Periods));
        Assert.Equal(["150", "0", "75", "225", "20", "245"], await collective.FigureAsync("T7/attendance", Periods));
    }
}
