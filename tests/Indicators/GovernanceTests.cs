using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>
/// What a collective does as a collective, by month, quarter and financial year, against values counted by hand. The year is
/// April 2024 to March 2025.
/// </summary>
public sealed class GovernanceTests(IndicatorsFixture network)
{
    private static readonly (V1.PeriodType, int, int)[] Periods =
    [
        Month(2024, 4),
        Month(2024, 5),
        Month(2024, 6),
        Quarter(2024, 4),
        Month(2025, 3),
        FinancialYear,
    ];

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

    [Fact]
    public async Task What_was_entered_by_mistake_does_not_lengthen_the_list_of_months()
    {
        var collective = network.NewCollective();
        await collective.TellAsync(new PublicEventHeld(Guid.NewGuid(), new(2004, 4, 1), new("public-meeting"), 1, Withdrawn: true, 2));
        // it stands, and happened on no day
        await collective.TellAsync(new OfficeChanged(Guid.NewGuid(), new("governing"), 9, new(1998, 4, 1), null, 1));

        Assert.Equal(13, (await new V1.Months.MonthsClient(collective.As("member")).ListMonthsAsync(new())).Months.Count);
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
