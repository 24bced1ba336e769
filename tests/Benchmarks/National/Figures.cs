using Npgsql;
using Sangam.Events;
using Sangam.Indicators.V1;
using static Benchmarks.ByHand;

namespace Benchmarks.National;

/// <summary>An event as the relay delivers it, against the note and the fact that it leaves behind.</summary>
internal sealed class ConsumeAnEvent(NationalBench bench) : Benchmark("consume an event", "as it is", callers: 8)
{
    private static readonly DateOnly Day = new(2024, 3, 5);

    public override bool IsRate => true;

    public override Task OursAsync(int caller) => bench.Collective.TellAsync(new CounsellingHeld(Guid.NewGuid(), Guid.NewGuid(), Day));

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.SendAsync(transaction, bench.Tenant,
            Sql("insert into inbox (tenant_id, event_id) values ($1, $2)", bench.Collective.Id, Guid.NewGuid()),
            Sql("insert into fact (tenant_id, kind, source_id, day, member_id) values ($1, 'counselling', $2, $3, $4)", bench.Collective.Id, Guid.NewGuid(), Day, Guid.NewGuid()));
        await transaction.CommitAsync();
    }
}

/// <summary>All figures of a month by the dictionary, against one plain count of the same facts and of the members.</summary>
internal sealed class CountAMonth(NationalBench bench) : Benchmark("a month's values of a collective", "as it is")
{
    private readonly Months.MonthsClient months = new(bench.Collective.As("member"));
    private int n;

    public override Task OursAsync(int caller)
    {
        var first = NationalBench.First.AddMonths(n++ % 36);
        return months.GetFiguresAsync(new() { Period = new() { Type = PeriodType.Month, Year = first.Year, Month = first.Month } }).ResponseAsync;
    }

    public override async Task ByHandAsync(int caller)
    {
        var first = NationalBench.First.AddMonths(n++ % 36);
        await using var connection = await bench.Database.OpenConnectionAsync();
        await connection.SendAsync(null, bench.Tenant,
            Sql("select kind, category, qualifier, age_band, gender, count(*), sum(amount), count(distinct member_id) from fact join known_member m using (tenant_id, member_id) where m.statistics and day between $1 and $2 group by 1, 2, 3, 4, 5", first, first.AddMonths(1).AddDays(-1)),
            Sql("select age_band, gender, count(*) from known_stint s join known_member m using (tenant_id, member_id) where m.statistics and s.joined_on <= $1 and (s.left_on is null or s.left_on >= $1) group by 1, 2", first));
    }
}

/// <summary>A month of every collective with all its figures, against the bare query.</summary>
internal sealed class ReadTheNationalTable(NationalBench bench) : Benchmark("the national table of a month", "as it is")
{
    private readonly Sangam.National.V1.National.NationalClient network = bench.Network;
    private int n;

    public override Task OursAsync(int caller)
    {
        var first = NationalBench.First.AddMonths(n++ % 36);
        return network.GetTableAsync(new() { Period = new() { Type = PeriodType.Month, Year = first.Year, Month = first.Month } }).ResponseAsync;
    }

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.National.OpenConnectionAsync();
        await connection.SendAsync(null,
            Sql("select code, name, state_code, type from collective order by code"),
            Sql("select * from figure where period_type = 'Month' and period_first = $1 and until is null and age_band = 'Unspecified' and gender = 'Unspecified' order by collective, indicator, part", NationalBench.First.AddMonths(n++ % 36)));
    }
}

/// <summary>A new month of every collective, pulled, checked, kept and added up under disclosure control, against inserting its figures.</summary>
internal sealed class PullAMonth(NationalBench bench) : Benchmark("pull a month of every collective", "as it is")
{
    private int n;

    public override async Task OursAsync(int caller)
    {
        bench.Shelf.AddMonth();
        var answer = await bench.Network.PullReleasesAsync(new());
        if (answer.NewReleases != bench.Collectives) throw new InvalidOperationException($"{answer.NewReleases} of {bench.Collectives} releases were kept.");
    }

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.National.OpenConnectionAsync();
        var rows = Enumerable.Range(0, bench.Collectives).SelectMany(c => Enumerable.Range(0, NationalBench.Figures).Select(f => (Collective: $"c{c}", Indicator: $"{"GTLPK"[f / 12]}{f % 12 + 1}", Value: 5L + (c * 31 + f * 7) % 100))).ToList();
        await connection.SendAsync(null, Sql("""
            insert into by_hand (period_type, period_first, collective, indicator, part, age_band, gender, release_id, type, value, suppressed, entered, since)
            select 'Month', $1, c, i, '', 'Unspecified', 'Unspecified', gen_random_uuid(), 'Flow', v, false, false, 1 from unnest($2, $3, $4) as r (c, i, v)
            """, NationalBench.First.AddMonths(n++), rows.Select(r => r.Collective).ToArray(), rows.Select(r => r.Indicator).ToArray(), rows.Select(r => r.Value).ToArray()));
    }
}
