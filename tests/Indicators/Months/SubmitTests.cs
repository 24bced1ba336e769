using Grpc.Core;
using Sangam.Events;
using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;

namespace Indicators.Tests;

/// <summary>What holds a month up before others see it, and what does not.</summary>
public sealed class SubmitTests(IndicatorsFixture network)
{
    private static readonly V1.MonthRequest April = new() { Year = 2024, Month = 4 };

    [Fact]
    public async Task A_month_that_cannot_be_right_is_refused_in_the_words_of_the_finding()
    {
        var collective = network.NewCollective();
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), new(2024, 4, 9), Roll: 40, Ballots: 50));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await steward.SubmitMonthAsync(April));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "findings_block", "Ballots of the roll: 50 cannot be more than the 40 that it is a part of."),
            (refusal.StatusCode, refusal.Code, refusal.Status.Detail)
        );
        Assert.Equal(
            (V1.MonthState.Open, ""),
            await steward.GetMonthAsync(new() { Year = 2024, Month = 4 }) is var open ? (open.State, open.SubmittedBy) : default
        );

        // What is counted from records is put right by hand in a month that comes before them.
        await collective.RecordsSinceAsync(2024, 5);
        await collective.EnterAsync(Value("G7", Month(2024, 4), 30, of: 40));
        Assert.Equal(V1.MonthState.Submitted, (await steward.SubmitMonthAsync(April)).State);
    }

    [Fact]
    public async Task Findings_that_only_ask_do_not_hold_a_month_up()
    {
        var collective = network.NewCollective();
        var asha = await collective.MemberAsync();
        await collective.TellAsync(
            new ApplicationDecided(Guid.NewGuid(), asha, new("any"), new("l2"), new("received"), null, new(2024, 4, 20))
        );
        foreach (var month in new[] { 1, 2, 3 })
            await collective.EnterAsync(
                Value("P1", Month(2024, month), 10),
                Value("P9/hours", Month(2024, month), 5),
                Value("P9/briefs", Month(2024, month), 1),
                Value("L10/loans", Month(2024, month), 1000)
            );
        await collective.EnterAsync(
            Value("P1", Month(2024, 4), 90),
            Value("P9/hours", Month(2024, 4), 0),
            Value("L10/loans", Month(2024, 4), 10)
        );

        var findings = (await collective.Values().ValidateAsync(new() { Period = Month(2024, 4).Message })).Findings;
        Assert.Equal(["missing", "zero_now", "jump", "stock_fell", "received_unfiled"], findings.Select(f => f.Code));
        Assert.All(findings, f => Assert.Equal(V1.FindingSeverity.Warn, f.Severity));
        Assert.Equal(
            V1.MonthState.Submitted,
            (await new V1.Months.MonthsClient(collective.As("data_steward")).SubmitMonthAsync(April)).State
        );
        // nothing is recorded in it
        Assert.Equal(
            V1.MonthState.Submitted,
            (await new V1.Months.MonthsClient(collective.As("data_steward")).SubmitMonthAsync(new() { Year = 2024, Month = 6 })).State
        );
    }

    [Fact]
    public async Task What_cannot_be_right_is_asked_again_at_each_approval_and_at_the_release()
    {
        var collective = network.NewCollective();
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        var president = new V1.Months.MonthsClient(collective.As("executive"));
        var secretary = new V1.Months.MonthsClient(collective.As("executive"));
        // too few to be told, right or wrong
        async Task UniqueAsync(long persons) =>
            await collective.EnterAsync(Value("T5/attendances", Month(2024, 4), 3), Value("T5/unique", Month(2024, 4), persons));
        await UniqueAsync(2);
        await steward.SubmitMonthAsync(April);

        await UniqueAsync(4);
        Assert.Equal(Refused.NotNow("findings_block"), await Refused.ByAsync(president.ApproveMonthAsync(April)));
        await UniqueAsync(2);
        await president.ApproveMonthAsync(April);
        await UniqueAsync(4);
        Assert.Equal(Refused.NotNow("findings_block"), await Refused.ByAsync(secretary.ApproveMonthAsync(April)));
        await UniqueAsync(2);
        await secretary.ApproveMonthAsync(April);
        await UniqueAsync(4);
        Assert.Equal(Refused.NotNow("findings_block"), await Refused.ByAsync(secretary.ReleaseMonthAsync(April)));
        await UniqueAsync(2);
        Assert.Equal(V1.MonthState.Locked, (await secretary.ReleaseMonthAsync(April)).State);
    }

    [Fact]
    public async Task A_revision_is_held_up_like_a_month()
    {
        var collective = network.NewCollective();
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        await collective.EnterAsync(Value("T5/attendances", Month(2024, 4), 20), Value("T5/unique", Month(2024, 4), 10));
        await collective.ReleaseAsync(2024, 4);
        await collective.EnterAsync(Value("T5/unique", Month(2024, 4), 21));
        await steward.ReviseMonthAsync(
            new()
            {
                Year = 2024,
                Month = 4,
                Reason = V1.RevisionReason.Correction,
            }
        );

        Assert.Equal(Refused.NotNow("findings_block"), await Refused.ByAsync(steward.SubmitMonthAsync(April)));
        await collective.EnterAsync(Value("T5/unique", Month(2024, 4), 20));
        Assert.Equal(
            (V1.MonthState.Submitted, 2),
            await steward.SubmitMonthAsync(April) is var revision ? (revision.State, revision.Revision) : default
        );
    }
}
