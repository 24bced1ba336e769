using Npgsql;
using Sangam.Security;

namespace Benchmarks.National;

/// <summary>
/// The indicators service with one collective full of facts, and a national plane full of what many collectives released: 60 figures of each in
/// each of 36 months. New releases come from a <see cref="Shelf"/> of the benchmark's own.
/// </summary>
internal sealed class NationalBench(int collectives, int members) : ServiceFixture("Indicators", "national")
{
    public const int Figures = 60;
    public static readonly DateOnly First = new(2020, 1, 1);

    public int Collectives => collectives;
    public Shelf Shelf { get; private set; } = null!;
    public TestCollective Collective { get; private set; } = null!;

    /// <summary>The service's own roles and settings, for what is sent by hand.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    public NpgsqlDataSource National { get; private set; } = null!;

    public Sangam.National.V1.National.NationalClient Network => new(Calling(Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == "network_admin").Permissions)));

    public NpgsqlBatchCommand Tenant => ByHand.Sql("select set_config('app.tenant_id', $1, false)", Collective.Id.ToString());

    public override async Task InitializeAsync()
    {
        Shelf = await Shelf.StartAsync(collectives, Figures);
        await base.InitializeAsync();
        Collective = NewCollective();
        Database = NpgsqlDataSource.Create(Postgres.As(Databases["indicators"], "service") + ";Max Auto Prepare=100");
        National = NpgsqlDataSource.Create(Postgres.As(Databases["national"], "service") + ";Max Auto Prepare=100");
        await FillAsync("indicators", $"""
            set session_replication_role = replica;
            insert into known_member (tenant_id, member_id, age_band, gender, statistics)
                select '{Collective.Id}', md5('m' || n)::uuid, (array['Under25', '_25To34', '_35Plus'])[n % 3 + 1], (array['Woman', 'Woman', 'Transgender'])[n % 7 % 3 + 1], true from generate_series(1, {members}) n;
            insert into known_stint (tenant_id, member_id, stint, joined_on) select '{Collective.Id}', md5('m' || n)::uuid, 1, '2019-01-01' from generate_series(1, {members}) n;
            insert into fact (tenant_id, kind, source_id, day, member_id, category, qualifier)
                select '{Collective.Id}', (array['counselling', 'legal-help', 'application-decided', 'training-attendance'])[n % 4 + 1], md5('s' || n)::uuid, date '{First:yyyy-MM-dd}' + n % 1095,
                    md5('m' || n % {members} + 1)::uuid, case n % 4 when 2 then 'l' || n % 7 + 1 else '' end, case n % 4 when 2 then 'received' else '' end
                from generate_series(1, {members * 36}) n;
            """);
        await FillAsync("national", $"""
            insert into pull (source) values ('{Shelf.Address}');
            insert into collective (code, name, state_code, type, source, counted_from)
                select 'c' || n, 'c' || n, (array['IN-AP', 'IN-GJ', 'IN-TG', 'IN-WB', 'IN-MH', 'IN-KA', 'IN-TN', 'IN-BR', 'IN-UP'])[n % 9 + 1], 'SexWorkerLed', '{Shelf.Address}', 0 from generate_series(0, {collectives - 1}) n;
            insert into release (id, collective, month, revision, reason, dictionary_version, released_at, previous_digest, digest, key_id, signature)
                select md5(c || ' ' || m)::uuid, 'c' || c, date '{First:yyyy-MM-dd}' + m * interval '1 month', 1, 'Unspecified', '2026-1', now(), '', repeat('0', 64), '', '' from generate_series(0, {collectives - 1}) c, generate_series(0, 35) m;
            insert into figure (period_type, period_first, collective, indicator, part, release_id, type, value, suppressed, entered, since)
                select 'Month', r.month, r.collective, (array['G', 'T', 'L', 'P', 'K'])[f / 12 + 1] || f % 12 + 1, '', r.id, 'Flow', 5 + abs(hashtext(r.collective || r.month || f)) % 100, false, false, r.arrival
                from release r, generate_series(0, {Figures - 1}) f;
            create table by_hand (like figure including all);
            do $$ begin execute format('grant insert on by_hand to %I', current_database() || '_service'); end $$;
            """);
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["National__Sources__0"] = Shelf.Address;
        settings["National__PullEvery"] = "1.00:00:00";   // the benchmark says when
        settings["Sangam__ClientId"] = "puller";
        settings["Sangam__ClientSecret"] = TestIssuer.PullerSecret;
    }

    public override async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        await National.DisposeAsync();
        await base.DisposeAsync();
        await Shelf.DisposeAsync();
    }

    private async Task FillAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres.Admin) { Database = Databases[database], CommandTimeout = 600 }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // of the benchmark's own numbers
        foreach (var text in (string[])[sql, "vacuum analyze"])
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
#pragma warning restore CA2100
    }
}
