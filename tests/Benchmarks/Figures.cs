using Sangam.Events;
using Sangam.Indicators.V1;
using static Benchmarks.ByHand;

namespace Benchmarks;

/// <summary>An event as the relay delivers it, against the note and the fact that it leaves behind.</summary>
internal sealed class ConsumeAnEvent(FigureBench bench) : Benchmark("events consumed", "as it is", callers: 8)
{
    private static readonly DateOnly Day = new(2024, 3, 5);

    public override bool IsRate => true;

    public override Task OursAsync(int caller) => bench.Collective.TellAsync(new CounsellingHeld(Guid.NewGuid(), Guid.NewGuid(), Day));

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.SendAsync(
            transaction,
            bench.Tenant,
            Sql("insert into inbox (tenant_id, event_id) values ($1, $2)", bench.Collective.Id, Guid.NewGuid()),
            Sql(
                "insert into fact (tenant_id, kind, source_id, day, member_id) values ($1, 'counselling', $2, $3, $4)",
                bench.Collective.Id,
                Guid.NewGuid(),
                Day,
                Guid.NewGuid()
            )
        );
        await transaction.CommitAsync();
    }
}

/// <summary>All figures of a month by the dictionary, against one plain count of the same facts and of the members.</summary>
internal sealed class CountAMonth(FigureBench bench) : Benchmark("a month's values of a collective", "as it is")
{
    private readonly Months.MonthsClient months = new(bench.Collective.As("member"));
    private int turn;

    public override Task OursAsync(int caller)
    {
        var first = Next();
        return months
            .GetFiguresAsync(
                new()
                {
                    Period = new()
                    {
                        Type = PeriodType.Month,
                        Year = first.Year,
                        Month = first.Month,
                    },
                }
            )
            .ResponseAsync;
    }

    public override async Task ByHandAsync(int caller)
    {
        var first = Next();
        await using var connection = await bench.Database.OpenConnectionAsync();
        await connection.SendAsync(
            null,
            bench.Tenant,
            Sql(PlainCount.OfFacts, first, first.AddMonths(1).AddDays(-1)),
            Sql(PlainCount.OfMembers, first)
        );
    }

    private DateOnly Next() => FigureBench.First.AddMonths(turn++ % 36);
}

/// <summary>
/// A month that ends a quarter and a year, as the network will see it: counted with all months of the year and under disclosure
/// control, against three plain counts of the same facts.
/// </summary>
internal sealed class DraftAYear(FigureBench bench) : Benchmark("a month that ends a year, as the network will see it", "as it is")
{
    private readonly Months.MonthsClient months = new(bench.Collective.As("member"));
    private int turn;

    public override Task OursAsync(int caller)
    {
        var first = Next();
        return months.GetMonthAsync(new() { Year = first.Year, Month = first.Month }).ResponseAsync;
    }

    public override async Task ByHandAsync(int caller)
    {
        var last = Next().AddMonths(1).AddDays(-1);
        await using var connection = await bench.Database.OpenConnectionAsync();
        await connection.SendAsync(
            null,
            [bench.Tenant, .. new[] { 1, 3, 12 }.Select(n => Sql(PlainCount.OfFacts, last.AddDays(1).AddMonths(-n), last))]
        );
    }

    /// <summary>March ends the financial year, December the calendar year.</summary>
    private DateOnly Next() => new[] { new DateOnly(2021, 3, 1), new(2021, 12, 1), new(2022, 3, 1), new(2022, 12, 1) }[turn++ % 4];
}

/// <summary>The least that has to be read of the same rows.</summary>
internal static class PlainCount
{
    public const string OfFacts = """
        select kind, category, qualifier, age_band, gender, count(*), sum(amount), count(distinct member_id)
        from fact join known_member m using (tenant_id, member_id)
        where m.statistics and day between $1 and $2
        group by 1, 2, 3, 4, 5
        """;

    public const string OfMembers = """
        select age_band, gender, count(*)
        from known_stint s join known_member m using (tenant_id, member_id)
        where m.statistics and s.joined_on <= $1 and (s.left_on is null or s.left_on >= $1)
        group by 1, 2
        """;
}
