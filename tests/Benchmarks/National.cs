using Npgsql;
using V1 = Sangam.Indicators.V1;

namespace Benchmarks;

/// <summary>The table of a month: 60 figures of each collective, over the wire, against its two queries with every value read.</summary>
internal sealed class ReadTheNationalTable(NationalBench bench)
    : Benchmark("the national table of a month", "no more than it grows by hand")
{
    public override async Task OursAsync(int caller)
    {
        var table = await bench.Network.GetTableAsync(
            new()
            {
                Period = new()
                {
                    Type = V1.PeriodType.Month,
                    Year = 2022,
                    Month = 5,
                },
            }
        );
        if (table.Collectives.Count != bench.Collectives || table.Collectives[0].Figures.Count != NationalBench.Indicators)
            throw new InvalidOperationException("The table is not whole.");
    }

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    """
                    select c.code, c.name, c.state_code, c.type,
                           (select count(distinct month) from release r where r.collective = c.code and r.month = '2022-05-01')
                    from collective c
                    order by c.code
                    """
                ),
                new(
                    """
                    select collective, indicator, part, type, value, denominator, suppressed, entered
                    from figure
                    where period_type = 'Month' and period_first = '2022-05-01' and until is null
                          and age_band = 'Unspecified' and gender = 'Unspecified'
                    """
                ),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        var sheet = new List<object?[]>();
        while (await rows.ReadAsync())
            sheet.Add([rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4)]);
        await rows.NextResultAsync();
        while (await rows.ReadAsync())
            sheet.Add([
                rows.GetString(0),
                rows.GetString(1),
                rows.GetString(2),
                rows.GetString(3),
                rows.GetInt64(4),
                await rows.IsDBNullAsync(5) ? null : rows.GetInt64(5),
                rows.GetBoolean(6),
                rows.GetBoolean(7),
            ]);
        if (sheet.Count != bench.Collectives * (NationalBench.Indicators + 1))
            throw new InvalidOperationException("The table is not whole.");
    }
}

/// <summary>One figure of one collective over 36 months.</summary>
internal sealed class ReadATrend(NationalBench bench) : Benchmark("a trend of 36 months", "flat as collectives grow")
{
    public override async Task OursAsync(int caller)
    {
        var trend = await bench.Network.GetTrendAsync(
            new()
            {
                Indicator = "G1",
                Type = V1.PeriodType.Month,
                Collective = "c7",
                Count = NationalBench.Months,
            }
        );
        if (trend.Points.Count != NationalBench.Months)
            throw new InvalidOperationException("The trend is not whole.");
    }

    public override async Task ByHandAsync(int caller)
    {
        await using var command = bench.Database.CreateCommand(
            """
            select period_first, value, denominator, suppressed, entered
            from figure
            where collective = 'c7' and indicator = 'G1' and part = '' and period_type = 'Month' and until is null
                  and age_band = 'Unspecified' and gender = 'Unspecified'
            """
        );
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            _ = (rows.GetFieldValue<DateOnly>(0), rows.GetInt64(1), rows.GetBoolean(3));
    }
}

/// <summary>50 releases of 60 figures, pulled, checked (digest, signature, chain) and kept, against an insert of the same rows.</summary>
internal sealed class PullReleases(NationalBench bench) : Benchmark("releases pulled, checked and kept", "at least 0.2")
{
    private const int Batch = 50,
        Most = 8_000;
    private int byHand;

    public override bool IsRate => true;

    public override Task PrepareAsync()
    {
        bench.Source.Make(Most);
        return Task.CompletedTask;
    }

    public override async Task OursAsync(int caller)
    {
        bench.Source.Show(Batch);
        if ((await bench.Network.PullReleasesAsync(new())).NewReleases != Batch)
            throw new InvalidOperationException("Not all were kept; make more.");
    }

    public override async Task ByHandAsync(int caller)
    {
        var n = Interlocked.Add(ref byHand, Batch);
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("insert into collective (code, name) select 'hand' || c, 'hand' || c from generate_series($1 + 1, $1 + 50) as c")
                {
                    Parameters = { new() { Value = n } },
                },
                new(
                    """
                    insert into release (
                        id, collective, month, dictionary_version, released_at, previous_digest,
                        digest, revision, reason, key_id, signature
                    )
                    select gen_random_uuid(), 'hand' || c, '2025-05-01', '2026-2', now(), '',
                           encode(sha256(convert_to('hand' || c, 'utf8')), 'hex'), 1, 'Unspecified', '', ''
                    from generate_series($1 + 1, $1 + 50) as c
                    """
                )
                {
                    Parameters = { new() { Value = n } },
                },
                new(
                    """
                    insert into figure (
                        period_type, period_first, collective, indicator, part, age_band, gender,
                        since, release_id, type, value, denominator, suppressed, entered
                    )
                    select 'Month', r.month, r.collective, 'A' || i, '', 'Unspecified', 'Unspecified',
                           r.arrival, r.id, 'Flow', 5 + i, null, false, false
                    from generate_series($1 + 1, $1 + 50) as c join release r on r.collective = 'hand' || c, generate_series(1, 60) as i
                    """
                )
                {
                    Parameters = { new() { Value = n } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
