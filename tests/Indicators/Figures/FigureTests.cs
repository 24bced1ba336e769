using CsCheck;
using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>What holds of every figure, however it is counted; each way of counting has tests of its own.</summary>
public sealed class FigureTests(IndicatorsFixture network)
{
    private static readonly Code Police = new("police"),
        Online = new("online"),
        Statistics = new("statistics");

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
        List<(Guid Id, IEvent What)> told = [.. SomethingOfEach().Select(what => (Guid.NewGuid(), what))];
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

    /// <summary>Two members, one of whom left, and one of each thing that is counted.</summary>
    private static IEvent[] SomethingOfEach()
    {
        var asha = Guid.NewGuid();
        var usha = Guid.NewGuid();
        var group = Guid.NewGuid();
        var meeting = Guid.NewGuid();
        return
        [
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
        ];
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

    [Fact]
    public async Task What_was_entered_by_mistake_does_not_lengthen_the_list_of_months()
    {
        var collective = network.NewCollective();
        await collective.TellAsync(new PublicEventHeld(Guid.NewGuid(), new(2004, 4, 1), new("public-meeting"), 1, Withdrawn: true, 2));
        // it stands, and happened on no day
        await collective.TellAsync(new OfficeChanged(Guid.NewGuid(), new("governing"), 9, new(1998, 4, 1), null, 1));

        Assert.Equal(13, (await new V1.Months.MonthsClient(collective.As("member")).ListMonthsAsync(new())).Months.Count);
    }

    public static readonly TheoryData<V1.Period?, string, string> NoPeriods = new()
    {
        { null, "period", "required" },
        {
            new() { Year = 2024, Month = 4 },
            "type",
            "required"
        },
        { ((V1.PeriodType)9, 2024, 4).Message, "type", "unknown_choice" },
        { Month(2024, 0).Message, "month", "out_of_range" },
        { Month(2024, 13).Message, "month", "out_of_range" },
        { Month(0, 1).Message, "year", "out_of_range" },
        { Month(int.MaxValue, 1).Message, "year", "out_of_range" },
        { Quarter(2024, 5).Message, "month", "no_such_period" },
        { (V1.PeriodType.FinancialYear, 2024, 1).Message, "month", "no_such_period" },
        { Month(2199, 1).Message, "period", "in_the_future" },
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
