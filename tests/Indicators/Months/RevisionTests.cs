using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Npgsql;
using Sangam.Events;
using Sangam.Security;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>What becomes of a month after its release: taken back before the lock, released anew after it, never rewritten.</summary>
[Collection("network")]
public sealed class RevisionTests(IndicatorsFixture network)
{
    private static readonly V1.MonthRequest May = new() { Year = 2024, Month = 5 };

    [Fact]
    public async Task Late_records_of_a_locked_month_go_out_as_a_revision_and_the_network_shows_it()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5);
        await collective.StoriesAsync(20, new(2024, 5, 11));
        var months = new V1.Months.MonthsClient(collective.As("data_steward"));
        Assert.True((await months.GetMonthAsync(new() { Year = 2024, Month = 5 })).FiguresChanged);

        var revision = await months.ReviseMonthAsync(
            new()
            {
                Year = 2024,
                Month = 5,
                Reason = V1.RevisionReason.LateRecords,
            }
        );
        var shown = revision.Content;
        var locked = await collective.ReleaseAsync(2024, 5);
        await network.Network().PullReleasesAsync(new());

        Assert.Equal((V1.MonthState.Open, 2, V1.RevisionReason.LateRecords), (revision.State, revision.Revision, revision.Reason));
        Assert.Equal((V1.MonthState.Locked, 2, shown), (locked.State, locked.Revision, locked.Content));
        var releases = await network.ReleasesOfAsync(collective);
        Assert.Equal(
            ["1 Unspecified 9", "2 LateRecords 29"],
            releases.Select(r => $"{r.Revision} {r.Reason} {r.Figures.Single(f => f.Name() == "P8").Text()}")
        );
        Assert.Equal(releases[0].Digest, releases[1].PreviousDigest);
        Assert.Equal("29", await SeenAsync(collective, Month(2024, 5), "P8"));
    }

    [Fact]
    public async Task A_change_of_one_to_four_stays_in_the_house_until_it_is_five()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5);
        var months = new V1.Months.MonthsClient(collective.As("data_steward"));
        var revise = new V1.ReviseMonthRequest
        {
            Year = 2024,
            Month = 5,
            Reason = V1.RevisionReason.Correction,
        };

        Assert.Equal(Refused.NotNow("nothing_to_revise"), await Refused.ByAsync(months.ReviseMonthAsync(revise)));
        await collective.StoriesAsync(3, new(2024, 5, 11));
        Assert.Equal(Refused.NotNow("nothing_to_revise"), await Refused.ByAsync(months.ReviseMonthAsync(revise)));
        await OrientedAsync(collective, 40);
        var revised = await collective.ReviseAsync(2024, 5, V1.RevisionReason.Correction);
        Assert.Equal(["9", "40"], new[] { "P8", "T4/offline" }.Select(name => revised.Release.Single(f => f.Name() == name).Text()));
        await collective.StoriesAsync(2, new(2024, 5, 12)); // with the three of before it is five
        Assert.Equal(
            "14",
            (await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords)).Release.Single(f => f.Name() == "P8").Text()
        );
    }

    [Theory]
    [InlineData(3, 3, "·")] // three and three: the three that came would be told by those that were there
    [InlineData(3, 17, "20")]
    [InlineData(20, 0, "20")]
    public async Task What_was_suppressed_is_shown_once_enough_has_come(int first, int late, string shown)
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(first, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5);
        await collective.StoriesAsync(late, new(2024, 5, 11));
        await OrientedAsync(collective, 40); // so that there is something to tell

        Assert.Equal(
            shown,
            (await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords)).Release.Single(f => f.Name() == "P8").Text()
        );
    }

    [Fact]
    public async Task The_quarter_that_was_released_goes_along()
    {
        var collective = network.NewCollective();
        foreach (var month in new[] { 4, 5, 6 })
            await collective.StoriesAsync(6, new(2024, month, 10));
        await collective.ReleaseAsync(2024, 4, 5, 6);
        await collective.StoriesAsync(10, new(2024, 5, 11));

        var revised = await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords);
        await network.Network().PullReleasesAsync(new());

        Assert.Equal(["Month 16", "Quarter 28"], revised.Release.Where(f => f.Name() == "P8").Select(f => $"{f.Period.Type} {f.Text()}"));
        Assert.Equal("28", await SeenAsync(collective, Quarter(2024, 4), "P8"));
        Assert.Equal("6", await SeenAsync(collective, Month(2024, 4), "P8"));
    }

    [Fact]
    public async Task A_consent_that_is_withdrawn_after_the_lock_changes_nothing_but_the_next_revision()
    {
        var collective = network.NewCollective();
        var members = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => collective.MemberAsync()));
        await collective.ReleaseAsync(2024, 5);
        var before = await network.ReleasesOfAsync(collective);
        foreach (var member in members[..6])
            await collective.TellAsync(new ConsentChanged(member, new("statistics"), Given: false, Revision: 1));

        Assert.Equal(before, await network.ReleasesOfAsync(collective));
        var revised = await collective.ReviseAsync(2024, 5, V1.RevisionReason.Consent);
        Assert.Equal("6", revised.Release.First(f => f.Name() == "G1").Text());
    }

    [Fact]
    public async Task A_revision_is_given_up_while_it_is_open_and_only_a_locked_month_is_revised()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        var months = new V1.Months.MonthsClient(collective.As("data_steward"));
        var revise = new V1.ReviseMonthRequest
        {
            Year = 2024,
            Month = 5,
            Reason = V1.RevisionReason.Import,
        };

        Assert.Equal(Refused.NotNow("not_locked"), await Refused.ByAsync(months.ReviseMonthAsync(revise)));
        await collective.ReleaseAsync(2024, 5);
        var locked = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });
        Assert.Equal(Refused.NotNow("no_revision"), await Refused.ByAsync(months.DropRevisionAsync(May)));
        Assert.Equal(
            Refused.Invalid("reason", "required"),
            await Refused.ByAsync(months.ReviseMonthAsync(new() { Year = 2024, Month = 5 }))
        );
        Assert.Equal(
            Refused.Invalid("reason", "unknown_choice"),
            await Refused.ByAsync(
                months.ReviseMonthAsync(
                    new()
                    {
                        Year = 2024,
                        Month = 5,
                        Reason = (V1.RevisionReason)9,
                    }
                )
            )
        );
        await OrientedAsync(collective, 10);
        await months.ReviseMonthAsync(revise);
        Assert.Equal(Refused.NotNow("not_locked"), await Refused.ByAsync(months.ReviseMonthAsync(revise)));
        await months.SubmitMonthAsync(May);
        Assert.Equal(Refused.NotNow("not_open"), await Refused.ByAsync(months.DropRevisionAsync(May)));
        await new V1.Months.MonthsClient(collective.As("executive")).ReopenMonthAsync(May);
        var dropped = await months.DropRevisionAsync(May);
        Assert.Equal((V1.MonthState.Locked, 1, locked.Content), (dropped.State, dropped.Revision, dropped.Content));
    }

    [Fact]
    public async Task A_release_is_taken_back_until_it_is_locked_and_the_network_never_had_it()
    {
        await using var cooling = await CoolingAsync();
        using var channel = GrpcChannel.ForAddress(cooling.Grpc);
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ApproveAsync(2024, 5);
        await collective.ApproveAsync(2024, 7);
        var executive = ExecutiveOf(collective, channel);
        var july = new V1.MonthRequest { Year = 2024, Month = 7 };

        var released = await executive.ReleaseMonthAsync(May);
        await executive.ReleaseMonthAsync(july);
        var onTheShelf = await network.ReleasesOfAsync(collective);
        var early = await Refused.ByAsync(executive.TakeBackReleaseAsync(May));
        await executive.TakeBackReleaseAsync(july);
        await executive.TakeBackReleaseAsync(new(May) { RequestId = $"{Guid.NewGuid()}" });
        var open = await executive.GetMonthAsync(new() { Year = 2024, Month = 5 });

        Assert.Equal(V1.MonthState.Released, released.State);
        Assert.Equal(TimeSpan.FromHours(1), released.LocksAt.ToDateTime() - released.ReleasedAt.ToDateTime());
        Assert.Empty(onTheShelf);
        Assert.Equal(Refused.NotNow("later_release"), early);
        Assert.Equal((V1.MonthState.Open, null, null, 0), (open.State, open.ReleasedAt, open.LocksAt, open.Approvals.Count));
        await collective.ReleaseAsync(2024, 5);
        // the chain begins with it
        Assert.Equal(["5 "], (await network.ReleasesOfAsync(collective)).Select(r => $"{r.Month} {r.PreviousDigest}"));
    }

    [Fact]
    public async Task A_consent_that_is_withdrawn_before_the_lock_takes_the_release_back()
    {
        await using var cooling = await CoolingAsync();
        using var channel = GrpcChannel.ForAddress(cooling.Grpc);
        var collective = network.NewCollective();
        var members = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => collective.MemberAsync()));
        var silent = await collective.MemberAsync(statistics: false);
        await collective.ReleaseAsync(2024, 4);
        await collective.ApproveAsync(2024, 5);
        var executive = ExecutiveOf(collective, channel);
        await executive.ReleaseMonthAsync(May);

        await collective.TellAsync(new ConsentChanged(silent, new("statistics"), Given: false, Revision: 1)); // she was not in it
        var kept = await executive.GetMonthAsync(new() { Year = 2024, Month = 5 });
        await collective.TellAsync(new ConsentChanged(members[0], new("statistics"), Given: false, Revision: 1));
        var open = await executive.GetMonthAsync(new() { Year = 2024, Month = 5 });
        var april = await executive.GetMonthAsync(new() { Year = 2024, Month = 4 });

        Assert.Equal((V1.MonthState.Released, null), (kept.State, kept.TakenBackAt));
        Assert.Equal(
            (V1.MonthState.Open, true, null, 0, "11"),
            (
                open.State,
                open.TakenBackAt is not null,
                open.ReleasedAt,
                open.Approvals.Count,
                open.Release.First(f => f.Name() == "G1").Text()
            )
        );
        Assert.Equal(V1.MonthState.Locked, april.State);
        await collective.ReleaseAsync(2024, 5);
        var shelf = await network.ReleasesOfAsync(collective);
        Assert.Equal([(4, ""), (5, shelf[0].Digest)], shelf.Select(r => (r.Month, r.PreviousDigest)));
        Assert.Null((await executive.GetMonthAsync(new() { Year = 2024, Month = 5 })).TakenBackAt);
    }

    [Fact]
    public async Task A_lock_is_never_rewritten_by_whatever_door()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5);
        var before = await RowsAsync(collective);
        await collective.StoriesAsync(20, new(2024, 5, 11));
        await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords);

        Assert.Equal(before[0], (await RowsAsync(collective))[0]);
        foreach (
            var (sql, state) in new[]
            {
                ("update released_month set content = ''", PostgresErrorCodes.InsufficientPrivilege),
                ("update released_month set locks_at = now() + interval '1 day'", PostgresErrorCodes.InsufficientPrivilege),
                ("delete from released_month", PostgresErrorCodes.InsufficientPrivilege),
                ("update signing_key set public_key = ''", PostgresErrorCodes.InsufficientPrivilege),
                ("delete from sealed_signing_key", PostgresErrorCodes.InsufficientPrivilege),
                ("update month set state = 'Open'", PostgresErrorCodes.RestrictViolation),
                ("delete from month", PostgresErrorCodes.RestrictViolation),
            }
        )
        {
            await using var connection = await ConnectAsync(collective);
            await using var command = new NpgsqlCommand(sql, connection);
            Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
        await using var door = await ConnectAsync(collective);
        await using var take = new NpgsqlCommand("select take_back_release(id) from released_month", door);
        Assert.Equal(false, await take.ExecuteScalarAsync());
        Assert.Equal(2, (await RowsAsync(collective)).Count);
    }

    private static Task OrientedAsync(TestCollective collective, int count) =>
        collective.TellAsync(new OrientationHeld(Guid.NewGuid(), new(2024, 5, 20), new("police"), new("offline"), count, []));

    private async Task<string> SeenAsync(TestCollective collective, (V1.PeriodType Type, int Year, int Month) period, string name) => (
            await network
                .Network("network_analyst")
                .GetTableAsync(
                    new()
                    {
                        Period = new()
                        {
                            Type = period.Type,
                            Year = period.Year,
                            Month = period.Month,
                        },
                    }
                )
        ).Collectives.Single(c => c.Collective == collective.Code).Figures.First(f => f.Name() == name).Text();

    private async Task<NpgsqlConnection> ConnectAsync(TestCollective collective)
    {
        var connection = await network.ConnectAsync();
        await using var enter = new NpgsqlCommand($"select set_config('app.tenant_id', '{collective.Id}', false)", connection);
        await enter.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<List<string>> RowsAsync(TestCollective collective)
    {
        await using var connection = await ConnectAsync(collective);
        await using var command = new NpgsqlCommand("select to_jsonb(r)::text from released_month r order by position", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>The service as it runs outside of tests: a release can be taken back for an hour.</summary>
    private Task<ServiceProcess> CoolingAsync() =>
        ServiceProcess.StartAsync(
            network.Program,
            new Dictionary<string, string>(network.Configuration) { ["Releases__Cooling"] = "01:00:00" }
        );

    private V1.Months.MonthsClient ExecutiveOf(TestCollective collective, GrpcChannel channel)
    {
        var permissions = Role.OfCollective.Single(r => r.Code == "executive").Permissions;
        return new(
            channel.Intercept(headers =>
            {
                var token = network.Issuer.Token($"{Guid.NewGuid()}", collective.Id, [.. permissions], [("collective", collective.Code)]);
                headers.Add("authorization", $"Bearer {token}");
                return headers;
            })
        );
    }
}
