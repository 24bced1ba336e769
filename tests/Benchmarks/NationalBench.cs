using Npgsql;
using Sangam.Security;

namespace Benchmarks;

/// <summary>The network's plane over a database full of releases: 36 months of 60 figures of each collective.</summary>
internal sealed class NationalBench(int collectives) : ServiceFixture("Indicators", "national")
{
    public const int Months = 36,
        Indicators = 60;

    public int Collectives => collectives;
    public ReleaseSource Source { get; private set; } = null!;
    public Sangam.National.V1.National.NationalClient Network { get; private set; } = null!;

    /// <summary>The service's own role and settings, for what is sent by hand.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Source = await ReleaseSource.StartAsync();
        await base.InitializeAsync();
        Database = NpgsqlDataSource.Create(Postgres.As(Databases["national"], "service") + ";Max Auto Prepare=100");
        Network = new(Calling(Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == "network_admin").Permissions)));
        await using var postgres = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Postgres.Admin) { Database = Databases["national"], CommandTimeout = 600 }.ConnectionString
        );
        await postgres.OpenAsync();
        await using var fill = new NpgsqlCommand(Filled, postgres)
        {
            Parameters =
            {
                new() { Value = collectives },
                new() { Value = Months },
                new() { Value = Indicators },
            },
        };
        foreach (var statement in Filled.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
        {
            fill.CommandText = statement;
            await fill.ExecuteNonQueryAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await base.DisposeAsync();
        await Source.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["National__Sources__0"] = Source.Address;
        settings["National__PullEvery"] = "1.00:00:00";
        settings["Sangam__ClientId"] = "puller";
        settings["Sangam__ClientSecret"] = TestIssuer.PullerSecret;
    }

    private const string Filled = """
        insert into collective (code, name, state_code, type, counted_from)
        select 'c' || c, 'Collective ' || c, 'IN-' || chr(65 + c % 20) || 'P', 'SexWorkerLed', 0
        from generate_series(1, $1) as c
        where $2 > 0 and $3 > 0;

        insert into release (
            id, collective, month, dictionary_version, released_at, previous_digest,
            digest, revision, reason, key_id, signature, arrival
        )
        select gen_random_uuid(), 'c' || c, date '2020-01-01' + make_interval(months => m), '2026-2', now(), '',
               encode(sha256(convert_to(c || '/' || m, 'utf8')), 'hex'), 1, 'Unspecified', '', '', nextval('arrival')
        from generate_series(1, $1) as c, generate_series(0, $2 - 1) as m
        where $3 > 0;

        insert into figure (
            period_type, period_first, collective, indicator, part, age_band, gender,
            since, release_id, type, value, denominator, suppressed, entered
        )
        select 'Month', r.month, r.collective, case i when 0 then 'G1' else 'A' || i end, '', 'Unspecified', 'Unspecified',
               r.arrival, r.id, case when i % 3 = 0 then 'Ratio' else 'Flow' end,
               case when i % 7 = 0 then 0 else 5 + i end,
               case when i % 3 = 0 then case when i % 7 = 0 then 0 else 10 + 2 * i end end,
               i % 7 = 0, false
        from release r, generate_series(0, $3 - 1) as i
        where $1 > 0 and $2 > 0;

        insert into national_period (period_type, period_first, latest, arrived_at, judged)
        select 'Month', month, max(arrival), now(), max(arrival)
        from release
        where $1 > 0 and $2 > 0 and $3 > 0
        group by month;

        analyze
        """;
}
