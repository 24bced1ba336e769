using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Figures entered by hand: what can be, what becomes of them, and how they stand beside what is counted.</summary>
public sealed class EnteredValueTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Nothing_that_was_entered_is_lost()
    {
        var collective = network.NewCollective();
        var account = Guid.NewGuid();
        var client = collective.Values(account: account);
        Task<V1.EnterValuesResponse> EnterAsync(params V1.EnteredValue[] values) =>
            client.EnterValuesAsync(new() { Values = { values } }).ResponseAsync;
        await EnterAsync(Value("P1", Month(2024, 4), 7, note: "from the paper register"), Value("P10", Month(2024, 4), 3, of: 9));
        await EnterAsync(Value("P1", Month(2024, 4), 8));
        var again = await EnterAsync(Value("P1", Month(2024, 4), 8));
        Assert.Equal((true, "Ignored unchanged"), (again.Saved, Assert.Single(again.Outcomes)));
        var withdrawn = await client.WithdrawValueAsync(
            new()
            {
                Value = new()
                {
                    Indicator = "P1",
                    Period = Month(2024, 4).Message,
                    Revision = 2,
                },
            }
        );
        Assert.False(withdrawn.HasValue);

        var history = (await client.ListEnteredValuesAsync(new() { HistoryOf = Value("P1", Month(2024, 4), 0) })).Values;
        Assert.Equal(
            [(3, false, 0, "", $"{account}"), (2, true, 8, "", $"{account}"), (1, true, 7, "from the paper register", $"{account}")],
            history.Select(v => (v.Revision, v.HasValue, v.Value, v.Note, v.EnteredBy))
        );
        Assert.Equal(
            ["P10 3/9"],
            (await client.ListEnteredValuesAsync(new())).Values.Select(v => $"{v.Indicator} {v.Value}/{v.Denominator}")
        );
        Assert.Equal(["–"], await collective.TotalsAsync("P1", Month(2024, 4)));
        Assert.Equal("Created", Assert.Single((await EnterAsync(Value("P1", Month(2024, 4), 7))).Outcomes)); // and can be entered again
        await using var connection = await network.ConnectAsync();
        await using var tampering = new Npgsql.NpgsqlCommand(
            $"select set_config('app.tenant_id', '{collective.Id}', false); update entered_value set value = 1",
            connection
        );
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => tampering.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task All_of_a_batch_or_nothing_and_each_refusal_says_why()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(1, new(2024, 5, 4));
        var answer = await collective.EnterAsync(
            Value("P1", Month(2024, 4), 7),
            Value("X9", Month(2024, 4), 1),
            Value("P1/x", Month(2024, 4), 1),
            Value("P1", Month(2199, 4), 1),
            Value("P1", Quarter(2024, 4), 1),
            Value("P1", (V1.PeriodType.Quarter, 2024, 5), 1),
            Value("L8", Month(2024, 4), 3, of: 9),
            Value("P8", Month(2024, 5), 1),
            Value("P8", Month(2024, 4), 1),
            Value("P1", Month(2024, 5), 1, age: Under25, gender: Woman),
            Value("G1", Month(2024, 3), 1, age: Under25),
            Value("P1", Month(2024, 3), -1),
            Value("P2", Month(2024, 4), 3),
            Value("P1", Month(2024, 2), 1, of: 2),
            Value("P2", Month(2024, 2), 3, of: 2),
            new V1.EnteredValue { Indicator = "P1", Period = Month(2024, 1).Message },
            Value("P1", Month(2024, 4), 7)
        );

        Assert.Equal(
            [
                "Created",
                "Refused indicator unknown_indicator",
                "Refused part unknown_part",
                "Refused period in_the_future",
                "Refused period months_only",
                "Refused period no_such_period",
                "Refused period too_short",
                "Refused period counted_here",
                "Created",
                "Refused age_band not_broken_down",
                "Refused gender half_a_cell",
                "Refused value out_of_range",
                "Refused denominator required",
                "Refused denominator no_denominator",
                "Refused value above_whole",
                "Refused value required",
                "Refused indicator twice",
            ],
            answer.Outcomes
        );
        Assert.All(answer.Results.Where(r => r.Outcome == V1.EntryOutcome.Refused), r => Assert.NotEmpty(r.Sentence));
        Assert.False(answer.Saved);
        Assert.Empty((await collective.Values().ListEnteredValuesAsync(new())).Values);
    }

    [Fact]
    public async Task A_strategy_leaves_alone_what_is_not_its_own_and_a_dry_run_everything()
    {
        var collective = network.NewCollective();
        async Task<string> EnterAsync(V1.EntryStrategy strategy, long value, bool dryRun = false)
        {
            var answer = await collective
                .Values()
                .EnterValuesAsync(
                    new()
                    {
                        Values = { Value("P1", Month(2024, 4), value) },
                        Strategy = strategy,
                        DryRun = dryRun,
                    }
                );
            return $"{Assert.Single(answer.Outcomes)} {(await collective.TotalsAsync("P1", Month(2024, 4)))[0]}";
        }

        Assert.Equal("Ignored not_there –", await EnterAsync(V1.EntryStrategy.Update, 5));
        Assert.Equal("Ignored not_there –", await EnterAsync(V1.EntryStrategy.Delete, 5));
        Assert.Equal("Created –", await EnterAsync(V1.EntryStrategy.Create, 5, dryRun: true));
        Assert.Equal("Created 5*", await EnterAsync(V1.EntryStrategy.Create, 5));
        Assert.Equal("Ignored exists 5*", await EnterAsync(V1.EntryStrategy.Create, 6));
        Assert.Equal("Updated 5*", await EnterAsync(V1.EntryStrategy.CreateAndUpdate, 6, dryRun: true));
        Assert.Equal("Updated 6*", await EnterAsync(V1.EntryStrategy.Update, 6));
        Assert.Equal("Deleted –", await EnterAsync(V1.EntryStrategy.Delete, 0));
    }

    [Fact]
    public async Task A_batch_sent_twice_under_one_request_is_entered_once()
    {
        var collective = network.NewCollective();
        var client = collective.Values();
        var request = new V1.EnterValuesRequest { Values = { Value("P1", Month(2024, 4), 7) }, RequestId = $"{Guid.NewGuid()}" };

        Assert.Equal(await client.EnterValuesAsync(request), await client.EnterValuesAsync(request));
        Assert.Equal(1, Assert.Single((await client.ListEnteredValuesAsync(new() { HistoryOf = request.Values[0] })).Values).Revision);
    }

    [Fact]
    public async Task The_month_from_which_records_count_cannot_slip_under_what_was_entered()
    {
        var collective = network.NewCollective();
        var client = collective.Values();
        Assert.Equal(new V1.RecordsSince(), await client.GetRecordsSinceAsync(new()));
        await collective.StoriesAsync(1, new(2024, 3, 4));
        Assert.Equal(new V1.RecordsSince { Year = 2024, Month = 3 }, await client.GetRecordsSinceAsync(new()));
        await collective.RecordsSinceAsync(2024, 6);
        Assert.Equal(
            new V1.RecordsSince
            {
                Year = 2024,
                Month = 6,
                Decided = true,
            },
            await client.GetRecordsSinceAsync(new())
        );
        await collective.EnterAsync(Value("P8", Month(2024, 5), 4), Value("P1", Month(2024, 9), 4));

        Assert.Equal(
            Refused.NotNow("values_entered"),
            await Refused.ByAsync(client.SetRecordsSinceAsync(new() { Year = 2024, Month = 5 }))
        );
        Assert.Equal(
            Refused.Invalid("period", "in_the_future"),
            await Refused.ByAsync(client.SetRecordsSinceAsync(new() { Year = 2199, Month = 5 }))
        );
        await collective.RecordsSinceAsync(2024, 7);
        Assert.Contains(Enterable(await client.ListEnterableAsync(new() { Period = Month(2024, 6).Message })), p => p == "P8 True");
        Assert.DoesNotContain(
            Enterable(await client.ListEnterableAsync(new() { Period = Month(2024, 7).Message })),
            p => p.EndsWith("True", StringComparison.Ordinal)
        );
        IEnumerable<string> Enterable(V1.ListEnterableResponse answer) => answer.Parts.Select(p => $"{p.Indicator} {p.Counted}");
    }

    [Fact]
    public async Task What_changed_or_went_meanwhile_is_not_taken_back_and_others_see_nothing()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        await collective.EnterAsync(Value("P1", Month(2024, 4), 7));
        await collective.EnterAsync(Value("P1", Month(2024, 4), 8));
        V1.EnteredValue Cell(int revision) =>
            new()
            {
                Indicator = "P1",
                Period = Month(2024, 4).Message,
                Revision = revision,
            };

        Assert.Equal("changed_meanwhile", (await Refused.ByAsync(collective.Values().WithdrawValueAsync(new() { Value = Cell(1) }))).Code);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.Values().WithdrawValueAsync(new() { Value = Cell(0) })));
        Assert.Empty((await other.Values().ListEnteredValuesAsync(new())).Values);
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(collective.Values("member").EnterValuesAsync(new() { Values = { Value("P1", Month(2024, 4), 1) } }))
        );
    }

    [Fact]
    public async Task A_list_of_what_was_entered_continues_where_it_stopped()
    {
        var collective = network.NewCollective();
        await collective.EnterAsync([.. Enumerable.Range(1, 12).Select(m => Value("P1", Month(2023, m), m))]);
        var client = collective.Values();
        var seen = new List<long>();
        var token = "";
        do
        {
            var page = await client.ListEnteredValuesAsync(new() { PageSize = 5, PageToken = token });
            seen.AddRange(page.Values.Select(v => v.Value));
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], seen);
    }
}
