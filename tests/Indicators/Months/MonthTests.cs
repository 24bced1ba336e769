using Sangam.Events;
using Sangam.Security;

namespace Indicators.Tests;

public sealed class MonthTests(IndicatorsFixture network)
{
    private static readonly V1.MonthRequest May = new() { Year = 2024, Month = 5 };

    [Fact]
    public async Task A_month_goes_from_open_over_submitted_and_two_approvals_to_released_and_locked()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(6, new(2024, 5, 10));
        var steward = Guid.NewGuid();
        var president = Guid.NewGuid();
        var secretary = Guid.NewGuid();
        var months = new V1.Months.MonthsClient(collective.As("data_steward", steward));
        var first = new V1.Months.MonthsClient(collective.As("executive", president));
        var second = new V1.Months.MonthsClient(collective.As("executive", secretary));

        var open = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });
        var submitted = await months.SubmitMonthAsync(May);
        var halfway = await first.ApproveMonthAsync(May);
        var approved = await second.ApproveMonthAsync(May);
        var locked = await second.ReleaseMonthAsync(May);

        Assert.Equal(
            (V1.MonthState.Open, "", null, 0, null, null),
            (open.State, open.SubmittedBy, open.SubmittedAt, open.Approvals.Count, open.ReleasedAt, open.LocksAt)
        );
        Assert.Equal((V1.MonthState.Submitted, $"{steward}", 0), (submitted.State, submitted.SubmittedBy, submitted.Approvals.Count));
        Assert.NotNull(submitted.SubmittedAt);
        Assert.Equal((V1.MonthState.Submitted, $"{president}"), (halfway.State, Assert.Single(halfway.Approvals).Account));
        Assert.Equal(V1.MonthState.Approved, approved.State);
        Assert.Equal([$"{president}", $"{secretary}"], approved.Approvals.Select(a => a.Account));
        Assert.Equal(halfway.Approvals[0], approved.Approvals[0]);
        Assert.True(approved.Approvals[1].At.ToDateTime() >= approved.Approvals[0].At.ToDateTime());
        Assert.Equal(
            (V1.MonthState.Locked, 1, V1.RevisionReason.Unspecified, false),
            (locked.State, locked.Revision, locked.Reason, locked.FiguresChanged)
        );
        Assert.Equal(locked.ReleasedAt, locked.LocksAt); // the tests lock at once
        Assert.Equal(approved.Approvals, locked.Approvals);
        Assert.Equal(locked, await months.GetMonthAsync(new() { Year = 2024, Month = 5 }));
        Assert.Equal(new MonthReleased(2024, 5), Assert.Single(await network.Bus.WaitForAsync<MonthReleased>(collective.Id)));
    }

    [Fact]
    public async Task What_is_suppressed_is_told_inside_the_house_and_stays_once_released()
    {
        var collective = network.NewCollective();
        foreach (var _ in Enumerable.Range(0, 3))
            await collective.MemberAsync(AgeBand.Under25, Gender.Woman);
        foreach (var _ in Enumerable.Range(0, 7))
            await collective.MemberAsync(AgeBand._25To34, Gender.Woman);
        foreach (var _ in Enumerable.Range(0, 6))
            await collective.MemberAsync(AgeBand._35Plus, Gender.Woman);
        var months = new V1.Months.MonthsClient(collective.As("data_steward"));

        var open = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });
        await collective.ReleaseAsync(2024, 5);
        await collective.MemberAsync(AgeBand.Under25, Gender.Woman);
        var locked = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });

        // Women are all members, so each age band is two cells of the same 3; the next smallest band protects it: two cells of the same 6.
        Assert.Equal(
            new V1.Cost
            {
                PrimaryFigures = 2,
                PrimaryCounts = 6,
                SecondaryFigures = 2,
                SecondaryCounts = 12,
            },
            open.Cost
        );
        Assert.Equal(open.Cost, locked.Cost);
        Assert.Null((await months.ListMonthsAsync(new())).Months.Single(m => m is { Year: 2024, Month_: 5 }).Cost);
    }

    [Fact]
    public async Task Nothing_out_of_turn()
    {
        var collective = network.NewCollective();
        var account = Guid.NewGuid();
        var months = new V1.Months.MonthsClient(
            collective.With([Permission.FiguresRead, Permission.MonthsSubmit, Permission.MonthsApprove, Permission.MonthsRelease], account)
        );
        var other = new V1.Months.MonthsClient(collective.As("executive"));
        var third = new V1.Months.MonthsClient(collective.As("executive"));

        Assert.Equal(Refused.NotNow("not_submitted"), await Refused.ByAsync(months.ApproveMonthAsync(May)));
        Assert.Equal(Refused.NotNow("not_approved"), await Refused.ByAsync(months.ReleaseMonthAsync(May)));
        Assert.Equal(Refused.NotNow("already_open"), await Refused.ByAsync(months.ReopenMonthAsync(May)));
        Assert.Equal(Refused.NotNow("not_released"), await Refused.ByAsync(months.TakeBackReleaseAsync(May)));
        await months.SubmitMonthAsync(May);
        Assert.Equal(Refused.NotNow("not_open"), await Refused.ByAsync(months.SubmitMonthAsync(May)));
        Assert.Equal(Refused.NotNow("second_person"), await Refused.ByAsync(months.ApproveMonthAsync(May)));
        await other.ApproveMonthAsync(May);
        Assert.Equal(Refused.NotNow("second_person"), await Refused.ByAsync(months.ApproveMonthAsync(May)));
        Assert.Equal(Refused.NotNow("second_person"), await Refused.ByAsync(other.ApproveMonthAsync(May)));
        Assert.Equal(Refused.NotNow("not_approved"), await Refused.ByAsync(other.ReleaseMonthAsync(May)));
        await third.ApproveMonthAsync(May);
        Assert.Equal(Refused.NotNow("not_submitted"), await Refused.ByAsync(other.ApproveMonthAsync(May)));
        var open = await months.ReopenMonthAsync(May);
        Assert.Equal((V1.MonthState.Open, "", 0), (open.State, open.SubmittedBy, open.Approvals.Count));
        Assert.Equal(Refused.NotNow("not_approved"), await Refused.ByAsync(months.ReleaseMonthAsync(May)));
        await collective.ReleaseAsync(2024, 5);
        foreach (
            var refused in new[]
            {
                await Refused.ByAsync(months.ReopenMonthAsync(May)),
                await Refused.ByAsync(months.ReleaseMonthAsync(May)),
            }
        )
            Assert.Equal(Refused.NotNow("already_released"), refused);
        Assert.Equal(Refused.NotNow("not_open"), await Refused.ByAsync(months.SubmitMonthAsync(May)));
        Assert.Equal(Refused.NotNow("locked"), await Refused.ByAsync(months.TakeBackReleaseAsync(May)));
    }

    [Fact]
    public async Task Each_step_needs_its_permission_and_a_person()
    {
        var collective = network.NewCollective();
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        var executive = new V1.Months.MonthsClient(collective.As("executive"));

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.SubmitMonthAsync(May)));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(steward.ApproveMonthAsync(May)));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(steward.ReopenMonthAsync(May)));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(steward.ReleaseMonthAsync(May)));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(steward.TakeBackReleaseAsync(May)));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                executive.ReviseMonthAsync(
                    new()
                    {
                        Year = 2024,
                        Month = 5,
                        Reason = V1.RevisionReason.Import,
                    }
                )
            )
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.DropRevisionAsync(May)));
        var program = new V1.Months.MonthsClient(
            network.Calling(network.Issuer.Token("service:any", collective.Id, [Permission.MonthsSubmit]))
        );
        Assert.Equal("people_only", (await Refused.ByAsync(program.SubmitMonthAsync(May))).Code);
    }

    [Fact]
    public async Task Only_a_month_that_has_ended_in_India_can_be_submitted()
    {
        var today = TimeProvider.System.Today;
        var months = new V1.Months.MonthsClient(network.NewCollective().As("data_steward"));

        Assert.Equal(
            Refused.NotNow("month_not_over"),
            await Refused.ByAsync(months.SubmitMonthAsync(new() { Year = today.Year, Month = today.Month }))
        );
        var last = today.AddMonths(-1);
        Assert.Equal(V1.MonthState.Submitted, (await months.SubmitMonthAsync(new() { Year = last.Year, Month = last.Month })).State);
    }

    [Theory]
    [InlineData(2024, 0, "month", "out_of_range")]
    [InlineData(2024, 13, "month", "out_of_range")]
    [InlineData(1999, 1, "year", "out_of_range")]
    [InlineData(2199, 1, "period", "in_the_future")]
    public async Task A_month_that_does_not_exist_is_refused_by_every_rpc(int year, int month, string field, string code)
    {
        var all = network
            .NewCollective()
            .With([Permission.FiguresRead, Permission.MonthsSubmit, Permission.MonthsApprove, Permission.MonthsRelease]);
        var months = new V1.Months.MonthsClient(all);
        var request = new V1.MonthRequest { Year = year, Month = month };

        Assert.Equal(Refused.Invalid(field, code), await Refused.ByAsync(months.GetMonthAsync(new() { Year = year, Month = month })));
        Assert.Equal(
            Refused.Invalid(field, code),
            await Refused.ByAsync(
                months.CompareMonthAsync(
                    new()
                    {
                        Year = year,
                        Month = month,
                        With = V1.Comparison.LastMonth,
                    }
                )
            )
        );
        Assert.Equal(
            Refused.Invalid(field, code),
            await Refused.ByAsync(
                months.ReviseMonthAsync(
                    new()
                    {
                        Year = year,
                        Month = month,
                        Reason = V1.RevisionReason.Import,
                    }
                )
            )
        );
        foreach (
            var call in new[]
            {
                months.SubmitMonthAsync(request),
                months.ApproveMonthAsync(request),
                months.ReopenMonthAsync(request),
                months.ReleaseMonthAsync(request),
                months.TakeBackReleaseAsync(request),
                months.DropRevisionAsync(request),
            }
        )
            Assert.Equal(Refused.Invalid(field, code), await Refused.ByAsync(call));
    }

    [Fact]
    public async Task Only_what_was_approved_twice_leaves_the_house()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(6, new(2024, 5, 10));
        var first = new V1.Months.MonthsClient(collective.As("executive"));
        var second = new V1.Months.MonthsClient(collective.As("executive"));
        var steward = new V1.Months.MonthsClient(collective.As("data_steward"));
        await steward.SubmitMonthAsync(May);
        await first.ApproveMonthAsync(May);
        await collective.StoriesAsync(1, new(2024, 5, 11));

        Assert.True((await steward.GetMonthAsync(new() { Year = 2024, Month = 5 })).FiguresChanged);
        Assert.Equal(Refused.NotNow("figures_changed"), await Refused.ByAsync(second.ApproveMonthAsync(May)));
        await first.ReopenMonthAsync(May);
        await collective.ApproveAsync(2024, 5);
        await collective.StoriesAsync(1, new(2024, 5, 12));
        Assert.Equal(Refused.NotNow("figures_changed"), await Refused.ByAsync(first.ReleaseMonthAsync(May)));
        await first.ReopenMonthAsync(May);
        await collective.ReleaseAsync(2024, 5);
        Assert.Equal("8", (await steward.GetMonthAsync(new() { Year = 2024, Month = 5 })).Release.Single(f => f.Name() == "P8").Text());
    }

    [Fact]
    public async Task A_month_is_held_against_the_one_before_the_year_before_and_its_release()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(7, new(2023, 5, 10));
        await collective.StoriesAsync(9, new(2024, 4, 10));
        await collective.StoriesAsync(6, new(2024, 5, 10));
        var months = new V1.Months.MonthsClient(collective.As("member"));
        async Task<string> ChangeAsync(V1.Comparison with, string name)
        {
            var change = (
                await months.CompareMonthAsync(
                    new()
                    {
                        Year = 2024,
                        Month = 5,
                        With = with,
                    }
                )
            ).Changes.Single(c => c.Here.Name() == name);
            return $"{change.Before?.Text() ?? "none"} → {change.Here.Text()}: {change.Change_} {change.DenominatorChange}";
        }

        Assert.Equal("9 → 6: -3 0", await ChangeAsync(V1.Comparison.LastMonth, "P8"));
        Assert.Equal("9/9 → 6/6: -3 -3", await ChangeAsync(V1.Comparison.LastMonth, "P8/authorised"));
        Assert.Equal("7 → 6: -1 0", await ChangeAsync(V1.Comparison.YearBefore, "P8"));
        Assert.Equal(
            Refused.NotNow("not_released"),
            await Refused.ByAsync(
                months.CompareMonthAsync(
                    new()
                    {
                        Year = 2024,
                        Month = 5,
                        With = V1.Comparison.Released,
                    }
                )
            )
        );
        Assert.Equal(
            Refused.Invalid("with", "required"),
            await Refused.ByAsync(months.CompareMonthAsync(new() { Year = 2024, Month = 5 }))
        );
        await collective.ReleaseAsync(2024, 5);
        await collective.StoriesAsync(2, new(2024, 5, 11));
        Assert.Equal("6 → 8: 2 0", await ChangeAsync(V1.Comparison.Released, "P8"));
    }

    [Fact]
    public async Task The_last_month_of_a_quarter_waits_for_its_earlier_months()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(6, new(2024, 5, 10));
        var executive = new V1.Months.MonthsClient(collective.As("executive"));
        var june = new V1.MonthRequest { Year = 2024, Month = 6 };
        await collective.ApproveAsync(2024, 6);

        Assert.Equal(Refused.NotNow("earlier_month_open"), await Refused.ByAsync(executive.ReleaseMonthAsync(june)));
        await collective.ReleaseAsync(2024, 5); // April is before its first record
        var released = await executive.ReleaseMonthAsync(june);
        Assert.Equal(["0", "6"], released.Release.Where(f => f.Name() == "P8").Select(f => f.Text())); // June, and the quarter
    }

    [Fact]
    public async Task The_months_are_listed_from_the_first_record_or_a_year_back()
    {
        var fresh = network.NewCollective();
        var old = network.NewCollective();
        await old.StoriesAsync(1, TimeProvider.System.Today.AddMonths(-20));
        await old.StoriesAsync(1, TimeProvider.System.Today.AddMonths(-3));
        var last = TimeProvider.System.Today.AddMonths(-1);
        await new V1.Months.MonthsClient(old.As("data_steward")).SubmitMonthAsync(new() { Year = last.Year, Month = last.Month });

        Assert.Equal(13, (await new V1.Months.MonthsClient(fresh.As("member")).ListMonthsAsync(new())).Months.Count);
        var months = (await new V1.Months.MonthsClient(old.As("member")).ListMonthsAsync(new())).Months;
        Assert.Equal(21, months.Count);
        Assert.Equal(
            (TimeProvider.System.Today.Year, TimeProvider.System.Today.Month, V1.MonthState.Open),
            (months[0].Year, months[0].Month_, months[0].State)
        );
        Assert.Equal(V1.MonthState.Submitted, months[1].State);
        Assert.All(months, m => Assert.Empty(m.Figures));
    }

    [Fact]
    public async Task A_repeated_release_answers_alike_and_tells_it_once()
    {
        var collective = network.NewCollective();
        var executive = new V1.Months.MonthsClient(collective.As("executive"));
        await collective.ApproveAsync(2024, 5);
        var request = new V1.MonthRequest(May) { RequestId = $"{Guid.NewGuid()}" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => executive.ReleaseMonthAsync(request).ResponseAsync));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        await network.Bus.WaitForAsync<MonthReleased>(collective.Id);
        Assert.Single(network.Bus.Of<MonthReleased>(collective.Id));
    }
}
