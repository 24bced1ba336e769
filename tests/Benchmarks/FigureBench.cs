using Npgsql;

namespace Benchmarks;

/// <summary>
/// The indicators service over a database full of facts: a thousand members of each collective with a thousand facts in 36
/// months.
/// </summary>
internal sealed class FigureBench(int collectives) : ServiceFixture("Indicators", "national")
{
    public static readonly DateOnly First = new(2020, 1, 1);

    public TestCollective Collective { get; private set; } = null!;

    /// <summary>The service's own role and settings, for what is sent by hand.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    public NpgsqlBatchCommand Tenant => ByHand.Sql("select set_config('app.tenant_id', $1, false)", Collective.Id.ToString());

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Collective = NewCollective();
        Database = NpgsqlDataSource.Create(Postgres.As(Databases["indicators"], "service") + ";Max Auto Prepare=100");
        await using var postgres = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Postgres.Admin) { Database = Databases["indicators"], CommandTimeout = 600 }.ConnectionString
        );
        await postgres.OpenAsync();
        foreach (var (statement, measured) in Filled)
        {
#pragma warning disable CA2100 // the texts below
            await using var fill = new NpgsqlCommand(statement, postgres);
#pragma warning restore CA2100
            if (measured)
                fill.Parameters.AddRange((NpgsqlParameter[])[new() { Value = collectives }, new() { Value = Collective.Id }]);
            await fill.ExecuteNonQueryAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await base.DisposeAsync();
    }

    private static readonly (string Statement, bool OfTheMeasured)[] Filled =
    [
        (
            """
            create temp table tenant as
            select case c when $1 / 2 then $2 else gen_random_uuid() end as id from generate_series(0, $1 - 1) c
            """,
            true
        ),
        (
            "create temp table person as select id as tenant_id, gen_random_uuid() as member_id, n from tenant, generate_series(0, 999) n",
            false
        ),
        (
            """
            insert into known_member (tenant_id, member_id, age_band, gender, statistics)
            select tenant_id, member_id,
                   (array['Under25', '_25To34', '_35Plus'])[n % 3 + 1], (array['Woman', 'Woman', 'Transgender'])[n % 7 % 3 + 1], true
            from person
            """,
            false
        ),
        (
            "insert into known_stint (tenant_id, member_id, stint, joined_on) select tenant_id, member_id, 1, '2019-01-01' from person",
            false
        ),
        (
            """
            insert into fact (tenant_id, kind, source_id, day, member_id, category, qualifier)
            select tenant_id, (array['counselling', 'legal-help', 'application-decided', 'training-attendance'])[n % 4 + 1],
                   gen_random_uuid(), date '2020-01-01' + n * 13 % 1095, member_id,
                   case n % 4 when 2 then 'l' || n % 7 + 1 else '' end, case n % 4 when 2 then 'received' else '' end
            from person
            """,
            false
        ),
        ("vacuum analyze", false),
    ];
}
