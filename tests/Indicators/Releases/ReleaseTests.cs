using Grpc.Core;
using Indicators.Releases;
using Npgsql;
using Sangam.Security;

namespace Indicators.Tests;

public sealed class ReleaseTests(IndicatorsFixture network)
{
    [Fact]
    public async Task The_network_sees_nothing_before_the_release_and_then_just_what_was_shown()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(3, new(2024, 5, 10));
        await collective.StoriesAsync(9, new(2024, 5, 10), authorised: false);
        var months = new V1.Months.MonthsClient(collective.As("member"));
        var before = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });
        var shown = before.Release;
        Assert.DoesNotContain(await ShelfAsync(), r => r.Collective == collective.Code);

        var released = await collective.ReleaseAsync(2024, 5);
        await collective.StoriesAsync(20, new(2024, 5, 11)); // recorded late
        var now = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });

        Assert.Equal(shown, released.Release);
        Assert.Equal(shown, now.Release);
        Assert.Equal(["32", "23/32"], now.Figures.Where(f => f.Indicator == "P8").Select(f => f.Text()));
        Assert.Equal(["12", "·"], now.Release.Where(f => f.Indicator == "P8").Select(f => f.Text()));
        var onTheShelf = Assert.Single(await ShelfAsync(), r => r.Collective == collective.Code);
        Assert.Equal(shown, onTheShelf.Figures);
        Assert.Equal((before.Content, before.ContentDigest), (released.Content, released.ContentDigest));
        Assert.Equal(
            System.Text.Encoding.UTF8.GetBytes(before.Content),
            System.Text.Encoding.UTF8.GetBytes(CanonicalRelease.ContentOf(await ContentOnTheShelfAsync(collective)))
        );
        Assert.Equal(before.ContentDigest, CanonicalRelease.Digest(before.Content));
        Assert.Equal(
            (2024, 5, "2026-2", "", released.ReleasedAt),
            (onTheShelf.Year, onTheShelf.Month, onTheShelf.DictionaryVersion, onTheShelf.PreviousDigest, onTheShelf.ReleasedAt)
        );
    }

    private async Task<string> ContentOnTheShelfAsync(TestCollective collective)
    {
        await using var connection = await network.ConnectAsync();
        await ExecuteAsync(connection, $"select set_config('app.tenant_id', '{collective.Id}', false)");
        return Assert.Single(await ColumnAsync(connection, "select content from released_month"));
    }

    [Fact]
    public async Task A_quarter_and_a_year_are_released_with_the_month_that_ends_them()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(6, new(2024, 4, 10));
        await collective.StoriesAsync(3, new(2024, 7, 10));
        await collective.StoriesAsync(5, new(2025, 3, 10));
        await collective.MemberAsync(joined: new(2024, 4, 10));
        await collective.ReleaseAsync(2024, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        await collective.ReleaseAsync(2025, 1, 2, 3);

        var releases = (await ShelfAsync()).Where(r => r.Collective == collective.Code).ToList();
        string Seen(int month, V1.PeriodType type, string name) =>
            releases
                .Single(r => r.Month == month)
                .Figures.SingleOrDefault(f => f.Period.Type == type && f.Name() == name && f.AgeBand == default && f.Gender == default)
                ?.Text()
            ?? "none";

        Assert.Equal(
            ["6", "0", "0", "·", "0", "0", "0", "0", "0", "0", "0", "5"],
            releases.Select(r => Seen(r.Month, V1.PeriodType.Month, "P8"))
        );
        Assert.Equal(
            ["none", "none", "6", "none", "none", "·", "none", "none", "0", "none", "none", "5"],
            releases.Select(r => Seen(r.Month, V1.PeriodType.Quarter, "P8"))
        );
        // July comes out by subtraction
        Assert.Equal(["none", "·"], new[] { 4, 3 }.Select(m => Seen(m, V1.PeriodType.FinancialYear, "P8")));
        Assert.Equal("0", Seen(3, V1.PeriodType.FinancialYear, "L1"));
        Assert.Equal("·", Seen(3, V1.PeriodType.FinancialYear, "G1"));
    }

    [Fact]
    public async Task Each_release_names_the_digest_of_the_one_before_it()
    {
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5, 4, 7);

        var releases = (await ShelfAsync()).Where(r => r.Collective == collective.Code).ToList();

        Assert.Equal([5, 4, 7], releases.Select(r => r.Month));
        Assert.Equal(["", releases[0].Digest, releases[1].Digest], releases.Select(r => r.PreviousDigest));
        Assert.All(releases, r => Assert.Equal(r.Digest, CanonicalRelease.Digest(CanonicalRelease.Json(r))));
    }

    [Fact]
    public void The_canonical_form_is_this_one()
    {
        var release = new V1.Release
        {
            Id = "0190b2c6-0000-7000-8000-000000000001",
            Collective = "swecha",
            Year = 2024,
            Month = 6,
            Revision = 2,
            Reason = V1.RevisionReason.LateRecords,
            KeyId = "0123456789abcdef",
            DictionaryVersion = "2026-1",
            ReleasedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(new(2024, 7, 2, 8, 30, 0, 120, TimeSpan.Zero)),
            Figures =
            {
                new V1.Figure
                {
                    Indicator = "G1",
                    Type = V1.IndicatorType.Stock,
                    Period = new()
                    {
                        Type = V1.PeriodType.Month,
                        Year = 2024,
                        Month = 6,
                    },
                    AgeBand = Sangam.Common.V1.AgeBand._25To34,
                    Gender = Sangam.Common.V1.Gender.Transgender,
                    Suppressed = true,
                },
                new V1.Figure
                {
                    Indicator = "P8",
                    Part = "authorised",
                    Type = V1.IndicatorType.Ratio,
                    Period = new()
                    {
                        Type = V1.PeriodType.Quarter,
                        Year = 2024,
                        Month = 4,
                    },
                    Value = 5,
                    Denominator = 10,
                    Entered = true,
                },
            },
        };
        var json = CanonicalRelease.Json(release);

        const string content =
            """{"collective":"swecha","year":2024,"month":6,"revision":2,"reason":"late-records","dictionary":"2026-1","figures":["""
            + """{"period":"Month","year":2024,"month":6,"indicator":"G1","part":"","ageBand":"25-34","gender":"transgender","""
            + "\"type\":\"Stock\",\"value\":0,\"denominator\":null,\"suppressed\":true,\"entered\":false},"
            + """{"period":"Quarter","year":2024,"month":4,"indicator":"P8","part":"authorised","ageBand":"","gender":"","""
            + "\"type\":\"Ratio\",\"value\":5,\"denominator\":10,\"suppressed\":false,\"entered\":true}]}";
        Assert.Equal(
            """{"id":"0190b2c6-0000-7000-8000-000000000001","releasedAt":"2024-07-02T08:30:00.120000Z","previous":"","""
                + $"\"keyId\":\"0123456789abcdef\",\"content\":{content}}}",
            json
        );
        Assert.Equal(content, CanonicalRelease.Content(release));
        Assert.Equal(content, CanonicalRelease.ContentOf(json));
        Assert.Equal(json, CanonicalRelease.Json(CanonicalRelease.Read(json)));
    }

    [Fact]
    public async Task The_shelf_is_read_in_pages_from_a_cursor_and_continued_from_its_end()
    {
        var collective = network.NewCollective();
        var start = await EndAsync();
        await collective.ReleaseAsync(2024, 4, 5, 7);
        var read = new List<int>();
        var cursor = start;
        for (var more = true; more; )
        {
            var page = await network.Shelf.ListReleasesAsync(new() { Cursor = cursor, PageSize = 2 });
            read.AddRange(page.Releases.Where(r => r.Collective == collective.Code).Select(r => r.Month));
            Assert.InRange(page.Releases.Count, 0, 2);
            cursor = page.NextCursor;
            more = page.More;
        }
        var nothing = await network.Shelf.ListReleasesAsync(new() { Cursor = cursor });
        await collective.ReleaseAsync(2024, 8);
        var newer = await network.Shelf.ListReleasesAsync(new() { Cursor = nothing.NextCursor });

        Assert.Equal([4, 5, 7], read);
        Assert.DoesNotContain(nothing.Releases, r => r.Collective == collective.Code);
        Assert.Equal(8, Assert.Single(newer.Releases, r => r.Collective == collective.Code).Month);
    }

    [Theory]
    [InlineData("x", 0, "cursor", "bad_cursor")]
    [InlineData("-1", 0, "cursor", "bad_cursor")]
    [InlineData("", -1, "page_size", "out_of_range")]
    [InlineData("", 501, "page_size", "out_of_range")]
    public async Task A_nonsense_page_is_refused(string cursor, int size, string field, string code) =>
        Assert.Equal(
            Refused.Invalid(field, code),
            await Refused.ByAsync(network.Shelf.ListReleasesAsync(new() { Cursor = cursor, PageSize = size }))
        );

    [Fact]
    public async Task A_reader_never_passes_a_release_that_is_still_being_committed()
    {
        var one = Guid.NewGuid();
        var other = Guid.NewGuid();
        await using var first = await network.ConnectAsync();
        await using var second = await network.ConnectAsync();
        await using var slow = await first.BeginTransactionAsync();
        var lower = await TakeAsync(first, slow, one);

        var waiting = Task.Run(async () =>
        {
            await using var quick = await second.BeginTransactionAsync();
            var position = await TakeAsync(second, quick, other);
            await quick.RollbackAsync();
            return position;
        });
        await using (var third = await network.ConnectAsync()) // the later one waits for the earlier one's end
            await Eventually.TrueAsync(
                async () =>
                    await ColumnAsync(
                        third,
                        $"select pid::text from pg_locks where locktype = 'advisory' and not granted and pid = {second.ProcessID}"
                    )
                        is [_],
                "the later one waits"
            );
        Assert.False(waiting.IsCompleted);
        await slow.RollbackAsync();
        Assert.True(await waiting > lower);

        static async Task<long> TakeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid tenant)
        {
            await using var insert = new NpgsqlCommand(
                $"""
                select set_config('app.tenant_id', '{tenant}', true);
                insert into released_month (tenant_id, id, first_day, content, previous_digest, digest, revision,
                    locks_at, key_id, signature) values ('{tenant}', '{Guid.NewGuid()}', '2024-01-01', '', '', repeat('0',
                    64), 1, now(), repeat('0', 16), 'a signature') returning position
                """,
                connection,
                transaction
            );
            await using var reader = await insert.ExecuteReaderAsync();
            await reader.NextResultAsync();
            await reader.ReadAsync();
            return reader.GetInt64(0);
        }
    }

    [Fact]
    public async Task A_collectives_people_cannot_read_the_shelf_and_the_puller_can_read_nothing_else()
    {
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5);
        var puller = network.Calling(network.PullerToken);
        var months = new V1.Months.MonthsClient(puller);

        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Releases.ReleasesClient(collective.As("executive")).ListReleasesAsync(new()))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                new V1.Releases.ReleasesClient(collective.As("executive")).ListSigningKeysAsync(new() { Collectives = { collective.Code } })
            )
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(new V1.Releases.ReleasesClient(puller).ListChainAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(new V1.Releases.ReleasesClient(puller).VerifyChainAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(new V1.Releases.ReleasesClient(puller).RotateSigningKeyAsync(new())));
        Assert.Equal(
            "network_only",
            (
                await Refused.ByAsync(new V1.Releases.ReleasesClient(collective.With([Permission.ReleasesPull])).ListReleasesAsync(new()))
            ).Code
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(new NationalV1.National.NationalClient(puller).GetTableAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(months.GetFiguresAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(months.GetMonthAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(months.ListMonthsAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(months.SubmitMonthAsync(new())));
        Assert.Equal(
            StatusCode.Unauthenticated,
            (await Refused.ByAsync(new V1.Releases.ReleasesClient(network.Calling(null)).ListReleasesAsync(new()))).Status
        );
    }

    [Fact]
    public async Task In_the_networks_plane_only_the_shelf_can_be_read_and_nothing_written()
    {
        var collective = network.NewCollective();
        await collective.MemberAsync();
        await collective.StoriesAsync(1, new(2024, 5, 1));
        await collective.ReleaseAsync(2024, 5);
        await using var connection = await network.ConnectAsync();
        await ExecuteAsync(connection, "select set_config('app.plane', 'network', false)");
        var tables = await ColumnAsync(
            connection,
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity"
        );

        foreach (var table in tables)
        {
            var rows = long.Parse(
                Assert.Single(await ColumnAsync(connection, $"select count(*)::text from {table}")),
                System.Globalization.CultureInfo.InvariantCulture
            );
            Assert.True(rows > 0 == (table is "released_month" or "signing_key"), $"{table}: {rows}");
        }
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, "update released_month set content = ''"))).SqlState
        );
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, "delete from released_month"))).SqlState
        );
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (
                await Assert.ThrowsAsync<PostgresException>(() =>
                    ExecuteAsync(
                        connection,
                        $"""
                        insert into released_month (tenant_id, id, first_day, content, previous_digest, digest,
                            revision, locks_at, key_id, signature)
                            values ('{collective.Id}', '{Guid.NewGuid()}', '2024-01-01', '', '', repeat('0', 64), 1,
                            now(), repeat('0', 16), 'a signature')
                        """
                    )
                )
            ).SqlState
        );
    }

    private async Task<List<V1.Release>> ShelfAsync()
    {
        var releases = new List<V1.Release>();
        var cursor = "";
        for (var more = true; more; )
        {
            var page = await network.Shelf.ListReleasesAsync(new() { Cursor = cursor, PageSize = 500 });
            releases.AddRange(page.Releases);
            cursor = page.NextCursor;
            more = page.More;
        }
        return releases;
    }

    private async Task<string> EndAsync()
    {
        var cursor = "";
        for (var more = true; more; )
        {
            var page = await network.Shelf.ListReleasesAsync(new() { Cursor = cursor, PageSize = 500 });
            cursor = page.NextCursor;
            more = page.More;
        }
        return cursor;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> ColumnAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
