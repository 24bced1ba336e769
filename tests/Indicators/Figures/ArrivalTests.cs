using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>However the news of a collective's year arrives, its figures are those of the records as they ended up.</summary>
public sealed class ArrivalTests(IndicatorsFixture network)
{
    private static readonly (V1.PeriodType, int, int)[] Periods = [Month(2024, 5), Quarter(2024, 4), Quarter(2024, 10), FinancialYear];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_history_told_in_any_order_and_ever_so_often_gives_the_figures_of_its_end(int seed)
    {
        var random = new Random(seed);
        var records = History(random);
        var ended = network.NewCollective();
        var told = network.NewCollective();
        foreach (var record in records)
            await ended.TellAsync(record[^1]);

        var news = records.SelectMany(r => r).Select(e => (Id: Guid.NewGuid(), What: e)).ToList();
        news.AddRange([.. news.Where(_ => random.Next(2) == 0)]); // delivered again
        news.AddRange([.. news.Where(_ => random.Next(3) == 0).Select(n => (Guid.NewGuid(), n.What))]); // told anew
        foreach (var (id, what) in news.OrderBy(_ => random.Next()))
            await told.TellAsync(what, id);

        foreach (var period in Periods)
        {
            var expected = await ended.FiguresAsync(period);
            Assert.Equal(expected, await told.FiguresAsync(period));
            Assert.Equal(expected, await told.FiguresAsync(period)); // and counting changes nothing
        }
        var year = await ended.FiguresAsync(FinancialYear);
        Assert.All(["G2", "G3", "G6", "G8", "G10/visits", "T7/attendance"], name => Assert.DoesNotMatch("^0(/|$)", year[name]));
    }

    /// <summary>Each record's events, from its first word to its last.</summary>
    private static List<IEvent[]> History(Random random)
    {
        DateOnly Day() => new DateOnly(2024, 4, 1).AddDays(random.Next(365));
        DateOnly? Perhaps(DateOnly day) => random.Next(2) == 0 ? day : null;
        bool Seldom() => random.Next(5) == 0;
        Guid[] Several(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
        IEvent[] Revised(Func<int, IEvent> revision) => [.. Enumerable.Range(1, random.Next(1, 4)).Select(revision)];

        var groups = Several(4);
        var offices = Several(3);
        var centre = Guid.NewGuid();
        var early = new DateOnly(2024, 4, 1);
        return
        [
            .. groups.Select(g => (IEvent[])[new GroupFormed(g, new("peer-group"), early)]),
            [new GroupClosed(groups[0], Day())],
            .. Several(12)
                .Select(
                    (id, n) =>
                        Revised(r => new GroupMet(
                            id,
                            groups[n % 4],
                            Day(),
                            9,
                            HasMinute: n < 4 || random.Next(2) == 0,
                            n >= 4 && Seldom(),
                            r
                        ))
                ),
            .. offices.Select(
                (id, n) =>
                    Revised(r => new OfficeChanged(
                        id,
                        new(n < 2 ? "governing" : "committee"),
                        random.Next(3, 9),
                        early,
                        n == 0 ? null : Perhaps(Day()),
                        r
                    ))
            ),
            .. Several(10)
                .SelectMany(
                    (id, n) =>
                        (IEvent[][])
                            [
                                [
                                    new TermStarted(
                                        id,
                                        offices[n % 3],
                                        new("governing"),
                                        n == 0 || !Seldom(),
                                        n == 0 || !Seldom(),
                                        !Seldom(),
                                        Seldom(),
                                        n == 0 ? early : Day(),
                                        Perhaps(Day())
                                    ),
                                ],
                                .. n > 0 && random.Next(3) == 0
                                    ? (IEvent[][])
                                        [
                                            [new TermEnded(id, Day())],
                                        ]
                                    : [],
                            ]
                ),
            .. Several(3).Select(id => (IEvent[])[new ElectionCertified(id, Day(), 40, random.Next(40))]),
            .. Several(8)
                .Select(
                    (id, n) =>
                        Revised(r =>
                            n == 0
                                ? new ResolutionChanged(id, early, early, early, false, r)
                                : new ResolutionChanged(id, early, Perhaps(Day()), Perhaps(Day()), Seldom(), r)
                        )
                ),
            .. Several(2).Select(id => (IEvent[])[new SelfAssessed(id, Day(), random.Next(50), 50)]),
            .. Several(8)
                .Select(
                    (id, n) =>
                        Revised(r => new CentreDayRecorded(id, centre, Day(), random.Next(9), random.Next(9), 1, n > 0 && Seldom(), r))
                ),
            .. Several(5)
                .Select((id, n) => Revised(r => new PublicEventHeld(id, Day(), new("dialogue"), random.Next(1, 99), n > 0 && Seldom(), r))),
        ];
    }
}
