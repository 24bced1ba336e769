using Microsoft.EntityFrameworkCore;

namespace Indicators.National;

/// <summary>
/// The order in which releases come, over all sources. What is published says up to which arrival it counts, so no release may come in before one that was
/// counted: whoever adds some holds the lock with others until its transaction ends, and whoever asks how far they have come waits for those.
/// </summary>
public static class Arrivals
{
    /// <summary>To be called in the transaction, before an arrival is asked for.</summary>
    public static Task ArrivingAsync(this NationalDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtext('national arrival'))", cancellationToken);

    public static Task<List<long>> ArrivalsAsync(this NationalDb db, int count, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<long>($"""select nextval('arrival') as "Value" from generate_series(1, {count})""").ToListAsync(cancellationToken);

    /// <summary>The latest arrival, now that all before it are saved.</summary>
    public static async Task<long> LatestArrivalAsync(this NationalDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('national arrival'))", cancellationToken);
        var latest = await db.Database.SqlQuery<long>($"""select case when is_called then last_value else 0 end as "Value" from arrival""").SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return latest;
    }

    /// <summary>Adds figures; those of the same collective and period that came before are replaced by them as a whole, and kept as what they were.</summary>
    public static async Task AddFiguresAsync(this NationalDb db, IReadOnlyList<ReleasedFigure> figures, CancellationToken cancellationToken)
    {
        var arrivals = figures.Select(f => f.Since).Distinct().ToArray();
        await db.Database.ExecuteSqlAsync($"""
            insert into figure (period_type, period_first, collective, indicator, part, age_band, gender, since, release_id, type, value, denominator, suppressed, entered)
            select * from unnest({Of(f => $"{f.PeriodType}")}, {Of(f => f.PeriodFirst)}, {Of(f => f.Collective)}, {Of(f => f.Indicator)}, {Of(f => f.Part)}, {Of(f => $"{f.AgeBand}")}, {Of(f => $"{f.Gender}")}, {Of(f => f.Since)},
                                 {Of(f => f.ReleaseId)}, {Of(f => $"{f.Type}")}, {Of(f => f.Value)}, {Of(f => f.Denominator)}, {Of(f => f.Suppressed)}, {Of(f => f.Entered)})
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            with come as (select distinct period_type, period_first, collective, since from figure where since = any ({arrivals}))
            update figure f set until = (select min(c.since) from come c where c.period_type = f.period_type and c.period_first = f.period_first and c.collective = f.collective and c.since > f.since)
            where f.until is null and exists (select from come c where c.period_type = f.period_type and c.period_first = f.period_first and c.collective = f.collective and c.since > f.since)
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            insert into national_period as p (period_type, period_first, latest, arrived_at)
            select period_type, period_first, max(since), now() from figure where since = any ({arrivals}) group by period_type, period_first
            on conflict (period_type, period_first) do update set latest = greatest(p.latest, excluded.latest), arrived_at = excluded.arrived_at
            """, cancellationToken);

        T[] Of<T>(Func<ReleasedFigure, T> column) => [.. figures.Select(column)];
    }

    /// <summary>These collectives are added up with others from this arrival on, so the periods they have released are looked at again.</summary>
    public static Task CountAsync(this NationalDb db, string[] collectives, long arrival, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync($"""
        update national_period p set latest = greatest(p.latest, {arrival}), arrived_at = now()
        where (p.period_type, p.period_first) in (select period_type, period_first from figure where collective = any ({collectives}))
        """, cancellationToken);

    /// <summary>From now on this source speaks for those of these collectives for which no other does.</summary>
    public static async Task PinAsync(this NationalDb db, string source, string[] collectives, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"insert into collective (code, name, source) select code, code, {source} from unnest({collectives}) as c (code) on conflict (code) do nothing", cancellationToken);
        await db.Database.ExecuteSqlAsync($"update collective set source = {source} where source is null and code = any ({collectives})", cancellationToken);
    }
}
