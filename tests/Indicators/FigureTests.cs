using CsCheck;
using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>
/// Every figure by month, quarter and financial year, against values counted by hand. The year is April 2024 to March 2025.
/// </summary>
public sealed class FigureTests(IndicatorsFixture network)
{
    private static readonly Code Officers = new("investigation-officers"),
        Police = new("police"),
        Media = new("media"),
        Offline = new("offline"),
        Online = new("online"),
        Statistics = new("statistics");

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
    public async Task Orientations_count_attendances_by_mode_and_different_people_by_token()
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
        Assert.Equal(["4", "0", "2", "5", "0", "5"], await collective.FigureAsync("T4/unique", Periods));
        Assert.Equal(["0", "11", "0", "11", "2", "13"], await collective.FigureAsync("T5/attendances", Periods));
        Assert.Equal(["0", "2", "0", "2", "2", "3"], await collective.FigureAsync("T5/unique", Periods));
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
    public async Task Who_did_not_agree_to_be_counted_or_no_longer_does_is_not()
    {
        var collective = network.NewCollective();
        var never = await collective.MemberAsync(statistics: false);
        var always = await collective.MemberAsync();
        var withdrew = await collective.MemberAsync();
        foreach (var member in new[] { never, always, withdrew })
        {
            await collective.CounselledAsync(member, new(2024, 5, 5));
            await collective.TellAsync(new LegalHelpGiven(Guid.NewGuid(), member, new(2024, 5, 5)));
            await collective.TellAsync(
                new ApplicationDecided(Guid.NewGuid(), member, new("aadhaar"), new("l2"), new("received"), null, new(2024, 5, 5))
            );
        }
        await collective.TellAsync(new TrainingHeld(Guid.NewGuid(), new(2024, 5, 5), new("rights"), [never, always, withdrew]));
        string[] about = ["G1", "L2", "P4", "P5/sessions", "P5/unique", "T1/attendances"];
        async Task<IEnumerable<string>> CountedAsync()
        {
            var figures = await collective.FiguresAsync(Month(2024, 5));
            return about.Select(n => figures[n]);
        }

        Assert.All(await CountedAsync(), value => Assert.Equal("2", value));
        await collective.TellAsync(new ConsentChanged(withdrew, Statistics, Given: false, Revision: 2));
        Assert.All(await CountedAsync(), value => Assert.Equal("1", value));
        await collective.TellAsync(new ConsentChanged(withdrew, Statistics, Given: true, Revision: 1)); // overtaken by the withdrawal
        Assert.All(await CountedAsync(), value => Assert.Equal("1", value));
        Assert.Equal("1", (await collective.FiguresAsync(Month(2024, 5)))["T1/sessions"]);
    }

    [Fact]
    public async Task Told_in_any_order_and_more_than_once_the_figures_are_the_same()
    {
        var asha = Guid.NewGuid();
        var usha = Guid.NewGuid();
        var group = Guid.NewGuid();
        var meeting = Guid.NewGuid();
        List<(Guid Id, IEvent What)> told =
        [
            .. new IEvent[]
            {
                new MemberEnrolled(asha, new(2024, 1, 1), AgeBand._25To34, Gender.Woman, Statistics: false),
                new ConsentChanged(asha, Statistics, Given: true, Revision: 1),
                new MemberEnrolled(usha, new(2024, 1, 1), AgeBand._35Plus, Gender.Woman, Statistics: true),
                new MembershipEnded(usha, new(2024, 4, 20)),
                new GroupFormed(group, new("peer-group"), new(2024, 1, 1)),
                new GroupMet(meeting, group, new(2024, 4, 1), 12, HasMinute: true),
                new TrainingHeld(Guid.NewGuid(), new(2024, 4, 1), new("rights"), [asha, usha]),
                new OrientationHeld(Guid.NewGuid(), new(2024, 4, 1), Police, Online, 8, [new("a"), new("b")]),
                new ApplicationFiled(Guid.NewGuid(), asha, new("pension"), new("l5"), new(2024, 4, 1)),
                new ApplicationDecided(Guid.NewGuid(), usha, new("pension"), new("l5"), new("received"), null, new(2024, 4, 2)),
                new LegalHelpGiven(Guid.NewGuid(), asha, new(2024, 4, 1)),
                new CounsellingHeld(Guid.NewGuid(), usha, new(2024, 4, 1)),
                new StoryPublished(Guid.NewGuid(), new(2024, 4, 1), Identifying: false, Authorised: false),
            }.Select(e => (Guid.NewGuid(), e)),
        ];
        var inOrder = network.NewCollective();
        foreach (var (id, what) in told)
            await inOrder.TellAsync(what, id);
        var expected = await inOrder.FiguresAsync(FinancialYear);
        Assert.Equal(
            [
                "G1 1",
                "G2 1/1",
                "T1/sessions 1",
                "T1/attendances 2",
                "T4/online 8",
                "T4/unique 2",
                "L5 1",
                "L5/of-filed 0/1",
                "P4 1",
                "P5/sessions 1",
                "P5/unique 1",
                "P8 1",
                "P8/authorised 0/1",
            ],
            expected.Where(f => f.Value is not ("0" or "0/0")).Select(f => $"{f.Key} {f.Value}")
        );
        var again = told.Concat(told).Concat(told.Select(t => (Id: Guid.NewGuid(), t.What))).ToArray(); // redelivered, and told anew
        await Gen.Shuffle(again)
            .SampleAsync(
                async news =>
                {
                    var shuffled = network.NewCollective();
                    foreach (var (id, what) in news)
                        await shuffled.TellAsync(what, id);
                    Assert.Equal(expected, await shuffled.FiguresAsync(FinancialYear));
                },
                iter: 3
            );
    }

    [Fact]
    public async Task A_collectives_figures_are_its_own()
    {
        var one = network.NewCollective();
        var other = network.NewCollective();
        await one.MemberAsync();
        await one.StoriesAsync(7, new(2024, 5, 5));

        Assert.All((await other.FiguresAsync(FinancialYear)).Values, value => Assert.True(value is "0" or "0/0"));
    }

    public static readonly TheoryData<V1.Period?, string, string> NoPeriods = new()
    {
        { null, "period", "required" },
        {
            new() { Year = 2024, Month = 4 },
            "type",
            "required"
        },
        {
            new()
            {
                Type = (V1.PeriodType)9,
                Year = 2024,
                Month = 4,
            },
            "type",
            "unknown_choice"
        },
        {
            new()
            {
                Type = V1.PeriodType.Month,
                Year = 2024,
                Month = 0,
            },
            "month",
            "out_of_range"
        },
        {
            new()
            {
                Type = V1.PeriodType.Month,
                Year = 2024,
                Month = 13,
            },
            "month",
            "out_of_range"
        },
        {
            new()
            {
                Type = V1.PeriodType.Month,
                Year = 0,
                Month = 1,
            },
            "year",
            "out_of_range"
        },
        {
            new()
            {
                Type = V1.PeriodType.Month,
                Year = int.MaxValue,
                Month = 1,
            },
            "year",
            "out_of_range"
        },
        {
            new()
            {
                Type = V1.PeriodType.Quarter,
                Year = 2024,
                Month = 5,
            },
            "month",
            "no_such_period"
        },
        {
            new()
            {
                Type = V1.PeriodType.FinancialYear,
                Year = 2024,
                Month = 1,
            },
            "month",
            "no_such_period"
        },
        {
            new()
            {
                Type = V1.PeriodType.Month,
                Year = 2199,
                Month = 1,
            },
            "period",
            "in_the_future"
        },
    };

    [Theory]
    [MemberData(nameof(NoPeriods))]
    public async Task A_period_that_does_not_exist_is_refused(V1.Period? period, string field, string code)
    {
        var months = new V1.Months.MonthsClient(network.NewCollective().As("member"));

        Assert.Equal(Refused.Invalid(field, code), await Refused.ByAsync(months.GetFiguresAsync(new() { Period = period })));
        Assert.Equal(Refused.Invalid(field, code), await Refused.ByAsync(network.Network().GetTableAsync(new() { Period = period })));
    }
}
