using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;

namespace Indicators.Tests;

/// <summary>What is found odd about a month before others see it.</summary>
public sealed class ValidationTests(IndicatorsFixture network)
{
    [Fact]
    public async Task A_month_like_those_before_it_has_no_findings()
    {
        var collective = network.NewCollective();
        foreach (var month in new[] { 1, 2, 3, 4 })
        {
            await collective.StoriesAsync(3, new(2024, month, 4));
            await collective.EnterAsync(
                Value("P1", Month(2024, month), 10 + month),
                Value("L10/savings", Month(2024, month), 1000 * month)
            );
        }

        Assert.Empty(await FindingsAsync(collective, Month(2024, 4)));
        Assert.Empty(await FindingsAsync(network.NewCollective(), Month(2024, 4))); // nor has one without any
    }

    [Fact]
    public async Task More_different_persons_than_attendances_block_the_month()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(Value("T5/attendances", Month(2024, 4), 8), Value("T5/unique", Month(2024, 4), 9));

        Assert.Equal(["Block more_persons_than_times T5/unique 9 8"], await FindingsAsync(collective, Month(2024, 4)));
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        Assert.Equal(Refused.NotNow("findings_block"), await Refused.ByAsync(steward.SubmitMonthAsync(new() { Year = 2024, Month = 4 })));
        await collective.EnterAsync(Value("T5/unique", Month(2024, 4), 8));
        Assert.Equal(V1.MonthState.Submitted, (await steward.SubmitMonthAsync(new() { Year = 2024, Month = 4 })).State);
    }

    [Fact]
    public async Task Cells_that_do_not_add_up_to_what_was_entered_for_all_block_the_month()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(
            Value("G1", Month(2024, 4), 12),
            Value("G1", Month(2024, 4), 5, age: AgeBand.Under25, gender: Gender.Woman),
            Value("G1", Month(2024, 4), 6, age: AgeBand._35Plus, gender: Gender.Woman)
        );

        Assert.Equal(["Block cells_differ G1 11 12"], await FindingsAsync(collective, Month(2024, 4)));
        await collective.EnterAsync(Value("G1", Month(2024, 4), 11));
        Assert.Empty(await FindingsAsync(collective, Month(2024, 4)));
    }

    [Fact]
    public async Task A_jump_a_sudden_nothing_and_a_value_that_is_missing_are_asked_about()
    {
        var collective = network.NewCollective();
        foreach (var (month, incidents, hours, orders) in new[] { (1, 10, 40, 3), (2, 12, 30, 4), (3, 11, 35, 5) })
            await collective.EnterAsync(
                Value("P1", Month(2024, month), incidents),
                Value("P9/hours", Month(2024, month), hours),
                Value("L12/orders", Month(2024, month), orders),
                Value("P9/briefs", Month(2024, month), month)
            );
        // three times four, but by eight only
        await collective.EnterAsync(
            Value("P1", Month(2024, 4), 33),
            Value("P9/hours", Month(2024, 4), 0),
            Value("L12/orders", Month(2024, 4), 12)
        );

        Assert.Equal(
            ["Warn missing P9/briefs ", "Warn zero_now P9/hours 3", "Warn jump P1 33 11 3"],
            await FindingsAsync(collective, Month(2024, 4))
        );
        var finding = (await collective.Values().ValidateAsync(new() { Period = Month(2024, 4).Message })).Findings[^1];
        Assert.Equal("Incidents: This is 33. The mean of the 3 months before is 11.", finding.Sentence);
        Assert.Equal(
            ["Warn nothing_recorded  "],
            (await FindingsAsync(collective, Month(2024, 5))).Where(f => f.Contains("nothing", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Members_that_are_gone_all_at_once_are_asked_about()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync(Value("G1", Month(2024, 3), 100), Value("G1", Month(2024, 4), 79), Value("G1", Month(2024, 5), 70));

        Assert.Equal(["Warn stock_fell G1 79 100"], await FindingsAsync(collective, Month(2024, 4)));
        Assert.Empty(await FindingsAsync(collective, Month(2024, 5)));
    }

    [Fact]
    public async Task Received_without_having_been_filed_and_received_before_it_are_asked_about()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        var silent = await collective.MemberAsync(statistics: false);
        async Task ReceivedAsync(Guid member, DateOnly? filed, DateOnly decided)
        {
            var id = Guid.NewGuid();
            if (filed is { } day)
                await collective.TellAsync(new ApplicationFiled(id, member, new("any"), new("l2"), day));
            await collective.TellAsync(new ApplicationDecided(id, member, new("any"), new("l2"), new("received"), filed, decided));
        }
        await ReceivedAsync(asha, new(2024, 4, 1), new(2024, 4, 20));
        await ReceivedAsync(asha, null, new(2024, 4, 20));
        await ReceivedAsync(silent, null, new(2024, 4, 20));
        await ReceivedAsync(asha, new(2024, 4, 25), new(2024, 4, 20));

        Assert.Equal(["Warn received_unfiled L2 1", "Warn decided_before_filed L2 1"], await FindingsAsync(collective, Month(2024, 4)));
    }

    [Fact]
    public async Task Only_months_are_checked()
    {
        var values = network.NewCollective().Values();

        Assert.Equal(
            Refused.Invalid("period", "months_only"),
            await Refused.ByAsync(values.ValidateAsync(new() { Period = Quarter(2024, 4).Message }))
        );
        Assert.Equal(Refused.Invalid("period", "required"), await Refused.ByAsync(values.ValidateAsync(new())));
    }

    /// <summary>As <c>Warn jump P1 33 11 3</c>.</summary>
    private static async Task<List<string>> FindingsAsync(TestCollective collective, (V1.PeriodType, int, int) month)
    {
        var answer = await collective.Values("member").ValidateAsync(new() { Period = month.Message });
        Assert.All(answer.Findings, f => Assert.NotEmpty(f.Sentence));
        return
        [
            .. answer.Findings.Select(f =>
                $"{f.Severity} {f.Code} {(f.Part.Length == 0 ? f.Indicator : $"{f.Indicator}/{f.Part}")} {string.Join(' ', f.Numbers)}"
            ),
        ];
    }
}
