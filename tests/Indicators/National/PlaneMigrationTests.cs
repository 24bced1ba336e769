using System.Reflection;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Indicators.National;
using Npgsql;
using Sangam.Persistence;
using Sangam.Security;
using static Indicators.Tests.FiguresOf;
using Identity = Sangam.Identity.V1;

namespace Indicators.Tests;

/// <summary>
/// A network that had its figures before they were added up: what it kept is there, is shown, and is added up from then on.
/// </summary>
[Collection("network")]
public sealed class PlaneMigrationTests(IndicatorsFixture network)
{
    /// <summary>
    /// Three collectives released April 2024; one of them released it twice, one suppressed its stories and nobody has told from
    /// where they come.
    /// </summary>
    private const string AsItWas = """
        insert into collective (code, name, state_code, head_digest)
            values ('kept-a', 'Sakhi', 'IN-AP', repeat('b', 64)), ('kept-b', 'kept-b', '', repeat('c', 64)), ('kept-c',
            'Jyoti', 'IN-GJ', repeat('d', 64));
        insert into release (id, collective, month, dictionary_version, released_at, previous_digest, digest,
            revision, reason, key_id, signature) values
            ('0195b000-0000-7000-8000-000000000001', 'kept-a', '2024-04-01', '2026-1', '2024-05-03 10:00:00.123456+00',
             '', repeat('a', 64), 1, 'Unspecified', '', ''),
            ('0195b000-0000-7000-8000-000000000002', 'kept-a', '2024-04-01', '2026-1', '2024-06-03 10:00:00+00',
             repeat('a', 64), repeat('b', 64), 2, 'LateRecords', '0123456789abcdef', '\x3045'),
            ('0195b000-0000-7000-8000-000000000003', 'kept-b', '2024-04-01', '2026-1', '2024-05-04 10:00:00+00',
             '', repeat('c', 64), 1, 'Unspecified', '', ''),
            ('0195b000-0000-7000-8000-000000000004', 'kept-c', '2024-04-01', '2026-1', '2024-05-05 10:00:00+00',
             '', repeat('d', 64), 1, 'Unspecified', '', '');
        insert into figure (period_type, period_first, collective, indicator, part, release_id, type, value,
            denominator, suppressed, entered) values
            ('Month', '2024-04-01', 'kept-a', 'G1', '', '0195b000-0000-7000-8000-000000000002', 'Stock', 330, null, false, false),
            ('Month', '2024-04-01', 'kept-a', 'P8', '', '0195b000-0000-7000-8000-000000000002', 'Flow', 30, null, false, true),
            ('Month', '2024-04-01', 'kept-a', 'P8', 'authorised', '0195b000-0000-7000-8000-000000000002', 'Ratio', 10, 30, false, false),
            ('Month', '2024-04-01', 'kept-b', 'G1', '', '0195b000-0000-7000-8000-000000000003', 'Stock', 500, null, false, false),
            ('Month', '2024-04-01', 'kept-b', 'P8', '', '0195b000-0000-7000-8000-000000000003', 'Flow', 0, null, true, false),
            ('Month', '2024-04-01', 'kept-b', 'P8', 'authorised', '0195b000-0000-7000-8000-000000000003', 'Ratio', 0, 0, true, false),
            ('Month', '2024-04-01', 'kept-c', 'G1', '', '0195b000-0000-7000-8000-000000000004', 'Stock', 45, null, false, false),
            ('Quarter', '2024-04-01', 'kept-c', 'P4', '', '0195b000-0000-7000-8000-000000000004', 'Unique', 12, null, false, false);
        insert into signing_key (collective, key_id, number, public_key, pinned_at)
            values ('kept-a', '0123456789abcdef', 1, '\x3059', '2024-06-03 11:00:00+00');
        insert into refused_release (collective, month, revision, flaw, first_at, at)
            values ('kept-c', '2024-05-01', 1, 'wrong-digest', '2024-06-01 00:00:00+00', '2024-06-02 00:00:00+00'),
            ('kept-c', null, 0, 'changed-key', '2024-06-01 00:00:00+00', '2024-06-02 00:00:00+00');
        insert into pull (source, cursor, pulled_at) values ('http://127.0.0.1:8081', '4', '2024-06-03 11:00:00+00');
        """;

    /// <summary>Every row in the columns that there were.</summary>
    private static readonly string[] Rows =
    [
        "select code, name, state_code, head_digest from collective order by 1",
        """
            select id, collective, month, dictionary_version, released_at, previous_digest, digest, revision, reason,
                key_id, signature from release order by 1
            """,
        """
            select period_type, period_first, collective, indicator, part, release_id, type, value, denominator,
                suppressed, entered from figure order by 1, 2, 3, 4, 5
            """,
        "select collective, key_id, number, public_key, pinned_at from signing_key order by 1, 2",
        "select collective, month, revision, flaw, first_at, at from refused_release order by 1, 2",
        "select source, cursor, pulled_at from pull order by 1",
    ];

    [Fact]
    public async Task What_was_kept_before_sums_is_shown_and_added_up_once_everybody_is_named()
    {
        var database = await network.Postgres.NewDatabaseAsync("national");
        var owner = network.Postgres.As(database, "owner");
        Assert.Equal(
            ["national/0001_national.sql", "national/0002_signatures.sql"],
            await Migrator.MigrateAsync(owner, new UpTo("national/0002_signatures.sql"), "national/")
        );
        await ExecuteAsync(owner, AsItWas);
        var before = await RowsAsync(owner);

        Assert.Equal(
            ["national/0010_plane.sql", "national/0011_replays.sql"],
            await Migrator.MigrateAsync(owner, typeof(NationalDb).Assembly, "national/")
        );

        Assert.Equal([3, 4, 8, 1, 2, 1], before.Select(rows => rows.Count));
        Assert.Equal(before, await RowsAsync(owner));
        await using var source = await TestSource.StartAsync();
        source.Forward(network.Process.Grpc);
        source.Tenants =
        [
            .. new[] { ("kept-a", "IN-AP"), ("kept-b", "IN-WB"), ("kept-c", "IN-GJ") }.Select(c => new Identity.Tenant
            {
                Code = c.Item1,
                Name = $"Collective {c.Item1}",
                StateCode = c.Item2,
                Type = Identity.CollectiveType.SexWorkerLed,
            }),
        ];
        await using var service = await ServiceProcess.StartAsync(network.Program, Settings(database, source));
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var token = network.Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == "network_admin").Permissions);
        var national = new NationalV1.National.NationalClient(
            channel.Intercept(headers =>
            {
                headers.Add("authorization", $"Bearer {token}");
                return headers;
            })
        );

        Assert.Equal(
            [
                "kept-a Sakhi IN-AP 1: G1 330, P8 30*, P8/authorised 10/30",
                "kept-b kept-b  1: G1 500, P8 ·, P8/authorised ·",
                "kept-c Jyoti IN-GJ 1: G1 45",
            ],
            await TableAsync(national, Month(2024, 4))
        );
        Assert.Equal("kept-c Jyoti IN-GJ 1: P4 12", (await TableAsync(national, Quarter(2024, 4)))[2]);
        Assert.Equal(
            ["changed-key 0-0", "wrong-digest 2024-5"],
            (await national.ListRefusalsAsync(new())).Refusals.Select(r => $"{r.Flaw} {r.Year}-{r.Month}").Order(StringComparer.Ordinal)
        );
        Assert.Empty(await SumsAsync(national));

        await national.PullReleasesAsync(new());

        Assert.Equal("kept-b Collective kept-b IN-WB 1: G1 500, P8 ·, P8/authorised ·", (await TableAsync(national, Month(2024, 4)))[1]);
        Assert.Equal(["G1 nation 875", "G1 IN-AP ·", "G1 IN-GJ ·", "G1 IN-WB ·", "P8 nation ·", "P8 IN-AP ·"], await SumsAsync(national));
    }

    private Dictionary<string, string> Settings(string database, TestSource source) =>
        new(network.Configuration)
        {
            ["ConnectionStrings__national"] = network.Postgres.As(database, "service"),
            ["ConnectionStrings__national_relay"] = network.Postgres.As(database, "relay"),
            ["ConnectionStrings__national_owner"] = network.Postgres.As(database, "owner"),
            ["National__Sources__0"] = source.Address,
            ["National__PullEvery"] = "1.00:00:00",
            ["National__PublishAfter"] = "00:00:00",
            ["National__Settled"] = "00:00:00",
        };

    /// <summary>As <c>kept-a Sakhi IN-AP 1: G1 330</c>: how many months were released, and the figures.</summary>
    private static async Task<List<string>> TableAsync(NationalV1.National.NationalClient national, (V1.PeriodType, int, int) period) =>
        [
            .. (
                await national.GetTableAsync(new() { Period = period.Message, Collectives = { "kept-a", "kept-b", "kept-c" } })
            ).Collectives.Select(c =>
                $"{c.Collective} {c.Name} {c.StateCode} {c.MonthsReleased}: "
                + string.Join(", ", c.Figures.Select(f => $"{f.Name()} {f.Text()}{(f.Entered ? "*" : "")}"))
            ),
        ];

    private static async Task<List<string>> SumsAsync(NationalV1.National.NationalClient national) =>
        [
            .. (await national.GetAggregatesAsync(new() { Period = Month(2024, 4).Message, Audience = NationalV1.Audience.Network }))
                .Sums.Where(a => a.Figure.Part == "")
                .Select(a => $"{a.Figure.Indicator} {(a.StateCode == "" ? "nation" : a.StateCode)} {a.Figure.Text()}"),
        ];

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Of each table its rows, as text.</summary>
    private static async Task<List<List<string>>> RowsAsync(string database)
    {
        await using var connection = await OpenAsync(database);
        var tables = new List<List<string>>();
        foreach (var sql in Rows)
        {
            await using var command = new NpgsqlCommand($"select t::text from ({sql}) as t", connection);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
                rows.Add(reader.GetString(0));
            tables.Add(rows);
        }
        return tables;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The service as it was when this was its last migration.</summary>
    private sealed class UpTo(string last) : Assembly
    {
        private static readonly Assembly Now = typeof(NationalDb).Assembly;

        public override string[] GetManifestResourceNames() =>
            [.. Now.GetManifestResourceNames().Where(n => string.CompareOrdinal(n, last) <= 0)];

        public override Stream? GetManifestResourceStream(string name) => Now.GetManifestResourceStream(name);
    }
}
