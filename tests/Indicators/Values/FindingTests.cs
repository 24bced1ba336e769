using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Each kind of finding in its own words, and what is just not one.</summary>
public sealed class FindingTests(IndicatorsFixture network)
{
    [Fact]
    public async Task A_part_above_its_whole_cannot_be_right()
    {
        var collective = network.NewCollective();
        await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), new(2024, 4, 9), Roll: 40, Ballots: 41));
        await collective.TellAsync(new SelfAssessed(Guid.NewGuid(), new(2024, 4, 9), Score: 30, Maximum: 30)); // all of it is right

        Assert.Equal(
            ["Block above_whole G7: Ballots of the roll: 41 cannot be more than the 40 that it is a part of."],
            await SaidAsync(collective, 2024, 4)
        );
    }

    [Fact]
    public async Task As_many_different_persons_as_attendances_can_be_right_and_one_more_cannot()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(
            Value("T4/offline", Month(2024, 4), 900),
            Value("T4/online", Month(2024, 4), 600),
            Value("T4/unique", Month(2024, 4), 1501)
        );
        Assert.Equal(
            ["Block more_persons_than_times T4/unique: Different officers: 1,501 different persons cannot have come 1,500 times."],
            await SaidAsync(collective, 2024, 4)
        );
        await collective.EnterAsync(Value("T4/unique", Month(2024, 4), 1500));
        Assert.Empty(await SaidAsync(collective, 2024, 4));
    }

    [Fact]
    public async Task Cells_must_add_up_to_the_whole_in_both_parts_of_a_ratio()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(
            Value("T2", Month(2024, 4), 10, of: 20),
            Value("T2", Month(2024, 4), 6, of: 9, age: Under25, gender: Woman),
            Value("T2", Month(2024, 4), 4, of: 10, age: _35Plus, gender: Transgender)
        );

        Assert.Equal(
            ["Block cells_differ T2: Trained members: By age and gender these are 19, in all 20. They must be the same."],
            await SaidAsync(collective, 2024, 4)
        );
        await collective.EnterAsync(Value("T2", Month(2024, 4), 4, of: 11, age: _35Plus, gender: Transgender));
        Assert.Empty(await SaidAsync(collective, 2024, 4));
    }

    [Theory]
    [InlineData(new long[] { 30, 33, 36 }, 99, "Warn jump P1: Incidents: This is 99. The mean of the 3 months before is 33.")]
    [InlineData(new long[] { 30, 33, 36 }, 98, "")]
    [InlineData(new long[] { 30, 33, 36 }, 11, "Warn jump P1: Incidents: This is 11. The mean of the 3 months before is 33.")]
    [InlineData(new long[] { 30, 33, 36 }, 12, "")]
    [InlineData(new long[] { 5, 5, 5 }, 15, "Warn jump P1: Incidents: This is 15. The mean of the 3 months before is 5.")]
    // a few
    [InlineData(new long[] { 4, 4, 4 }, 13, "")]
    // nobody knows yet what is usual
    [InlineData(new long[] { 30, 36 }, 99, "")]
    [InlineData(
        new long[] { 900, 10, 10, 10, 10, 10, 10 },
        30,
        "Warn jump P1: Incidents: This is 30. The mean of the 6 months before is 10."
    )]
    [InlineData(new long[] { 1, 1, 1 }, 0, "Warn zero_now P1: Incidents: This is 0. In each of the 3 months before it was more.")]
    [InlineData(new long[] { 7, 0, 7 }, 0, "")]
    [InlineData(new long[] { 7, 7 }, 0, "")]
    public async Task A_flow_is_held_against_what_was_usual_before(long[] before, long now, string said)
    {
        var collective = network.NewCollective();
        var month = new DateOnly(2024, 8, 1);
        await collective.EnterAsync([
            .. before
                .Append(now)
                .Select((n, i) => month.AddMonths(i - before.Length) is var m ? Value("P1", Month(m.Year, m.Month), n) : null!),
        ]);

        Assert.Equal(said.Length == 0 ? [] : [said], await SaidAsync(collective, 2024, 8));
    }

    [Fact]
    public async Task What_was_entered_before_and_is_not_now_is_missing_forgotten_or_taken_back()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(1, new(2024, 3, 4)); // of April there are none: counted, so 0 and not missing
        await collective.EnterAsync(
            Value("P9/briefs", Month(2024, 3), 2),
            Value("P9/briefs", Month(2024, 4), 2),
            Value("P10", Month(2024, 3), 8, of: 9)
        );
        Assert.Equal(
            ["Warn missing P10: Calls answered: This was entered in earlier months and is not entered for this one."],
            await SaidAsync(collective, 2024, 4)
        );

        await collective.Values().WithdrawValueAsync(new() { Value = Value("P9/briefs", Month(2024, 4), 2) });
        await collective.EnterAsync(Value("P10", Month(2024, 4), 0, of: 0));
        Assert.Equal(
            ["Warn missing P9/briefs: Evidence briefs: This was entered in earlier months and is not entered for this one."],
            await SaidAsync(collective, 2024, 4)
        );
    }

    [Fact]
    public async Task A_month_without_any_record_is_asked_about_once_there_has_been_one()
    {
        var collective = network.NewCollective();
        var day = Guid.NewGuid();
        var opened = new DateOnly(2024, 4, 4);
        await collective.TellAsync(new CentreDayRecorded(Guid.NewGuid(), Guid.NewGuid(), new(2024, 3, 4), 3, 2, 1, Withdrawn: false, 1));
        await collective.TellAsync(new CentreDayRecorded(day, Guid.NewGuid(), opened, 3, 2, 1, Withdrawn: false, 1));
        Assert.Empty(await SaidAsync(collective, 2024, 4));

        await collective.TellAsync(new CentreDayRecorded(day, Guid.NewGuid(), opened, 0, 0, 0, Withdrawn: true, 2));
        Assert.Equal(["Warn nothing_recorded : Nothing is recorded in this month."], await SaidAsync(collective, 2024, 4));
        Assert.Empty(await SaidAsync(collective, 2024, 2)); // before the first record nothing was to be expected
    }

    [Theory]
    [InlineData(100, 79, "Warn stock_fell G1: Members: This is 79. At the end of last month it was 100.")]
    [InlineData(100, 80, "")] // a fifth
    [InlineData(20, 11, "")] // by nine
    [InlineData(20, 10, "Warn stock_fell G1: Members: This is 10. At the end of last month it was 20.")]
    public async Task A_stock_is_held_against_the_end_of_the_month_before(long before, long now, string said)
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(Value("G1", Month(2024, 3), before), Value("G1", Month(2024, 4), now));

        Assert.Equal(said.Length == 0 ? [] : [said], await SaidAsync(collective, 2024, 4));
    }

    [Fact]
    public async Task What_cannot_be_right_comes_before_what_is_only_asked_about()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        var usha = await collective.MemberAsync();
        var early = Guid.NewGuid();
        await collective.TellAsync(
            new ApplicationDecided(Guid.NewGuid(), asha, new("any"), new("l2"), new("received"), null, new(2024, 4, 20))
        );
        await collective.TellAsync(new ApplicationFiled(early, usha, new("any"), new("l1"), new(2024, 4, 21)));
        await collective.TellAsync(
            new ApplicationDecided(early, usha, new("any"), new("l1"), new("received"), new(2024, 4, 21), new(2024, 4, 20))
        );
        await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), new(2024, 4, 9), Roll: 10, Ballots: 11));

        Assert.Equal(
            [
                "Block above_whole G7: Ballots of the roll: 11 cannot be more than the 10 that it is a part of.",
                "Warn received_unfiled L2: Aadhaar received: 1 were received although no record says that they were filed.",
                "Warn decided_before_filed L1: House pattas received: 1 were received on a day before they were filed.",
            ],
            await SaidAsync(collective, 2024, 4)
        );
    }

    /// <summary>As <c>Block above_whole G7: …</c>.</summary>
    private static async Task<List<string>> SaidAsync(TestCollective collective, int year, int month) =>
        [
            .. (await collective.Values("member").ValidateAsync(new() { Period = Month(year, month).Message })).Findings.Select(f =>
                $"{f.Severity} {f.Code} {(f.Part.Length == 0 ? f.Indicator : $"{f.Indicator}/{f.Part}")}: {f.Sentence}"
            ),
        ];
}
