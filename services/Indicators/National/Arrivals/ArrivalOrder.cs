using Microsoft.EntityFrameworkCore;

namespace Indicators.National.Arrivals;

/// <summary>
/// The order in which releases come, over all sources. What is published says up to which arrival it counts, so no release may
/// come in before one that was counted: whoever adds some holds the lock with others until its transaction ends, and whoever
/// asks how far they have come waits for those.
/// </summary>
public static class ArrivalOrder
{
    /// <summary>To be called in the transaction, before an arrival is asked for.</summary>
    public static Task ArrivingAsync(this NationalDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtext('national arrival'))", cancellationToken);

    public static Task<List<long>> ArrivalsAsync(this NationalDb db, int count, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<long>($"""select nextval('arrival') as "Value" from generate_series(1, {count})""")
            .ToListAsync(cancellationToken);

    /// <summary>The latest arrival, now that all before it are saved.</summary>
    public static async Task<long> LatestArrivalAsync(this NationalDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('national arrival'))", cancellationToken);
        var latest = await db
            .Database.SqlQuery<long>($"""select case when is_called then last_value else 0 end as "Value" from arrival""")
            .SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return latest;
    }

    /// <summary>
    /// Adds figures; those of the same collective and period that came before are replaced by them as a whole, and kept as what
    /// they were.
    /// </summary>
    public static async Task AddFiguresAsync(this NationalDb db, IReadOnlyList<ReleasedFigure> figures, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into figure (
                period_type, period_first, collective, indicator, part, age_band, gender, since,
                release_id, type, value, denominator, suppressed, entered)
            select * from unnest(
                {Of(f => $"{f.PeriodType}")}, {Of(f => f.PeriodFirst)}, {Of(f => f.Collective)}, {Of(f => f.Indicator)},
                {Of(f => f.Part)}, {Of(f => $"{f.AgeBand}")}, {Of(f => $"{f.Gender}")}, {Of(f => f.Since)},
                {Of(f => f.ReleaseId)}, {Of(f => $"{f.Type}")}, {Of(f => f.Value)}, {Of(f => f.Denominator)},
                {Of(f => f.Suppressed)}, {Of(f => f.Entered)})
            """,
            cancellationToken
        );
        // Named one by one, so that the figures of other periods and collectives are not looked at.
        var come = figures.Select(f => (Type: $"{f.PeriodType}", First: f.PeriodFirst, f.Collective, f.Since)).Distinct().ToList();
        var types = come.Select(c => c.Type).ToArray();
        var firsts = come.Select(c => c.First).ToArray();
        var collectives = come.Select(c => c.Collective).ToArray();
        var arrivals = come.Select(c => c.Since).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            with come as (
                select * from unnest({types}, {firsts}, {collectives}, {arrivals})
                    as c (period_type, period_first, collective, since)
                 ),
                 replaced as (   -- by the next one that came
                select f.period_type, f.period_first, f.collective, f.since, min(c.since) as until
                from come c
                join figure f on f.period_type = c.period_type and f.period_first = c.period_first
                    and f.collective = c.collective and f.since < c.since
                where f.until is null group by f.period_type, f.period_first, f.collective, f.since
                 )
            update figure f set until = r.until from replaced r
            where f.period_type = r.period_type and f.period_first = r.period_first and f.collective = r.collective and f.since = r.since
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into national_period as p (period_type, period_first, latest, arrived_at)
            select type, first, max(since), now() from unnest({types}, {firsts}, {arrivals}) as c (type, first, since) group by type, first
            on conflict (period_type, period_first)
                do update set latest = greatest(p.latest, excluded.latest), arrived_at = excluded.arrived_at
            """,
            cancellationToken
        );

        T[] Of<T>(Func<ReleasedFigure, T> column) => [.. figures.Select(column)];
    }

    /// <summary>
    /// These collectives are added up with others from this arrival on, so the periods they have released are looked at again.
    /// </summary>
    public static Task CountAsync(this NationalDb db, string[] collectives, long arrival, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update national_period p set latest = greatest(p.latest, {arrival}), arrived_at = now()
            where (p.period_type, p.period_first) in (
                select period_type, period_first from figure
                where collective = any ({collectives}) and until is null
                    and age_band = 'Unspecified' and gender = 'Unspecified')
            """,
            cancellationToken
        );

    /// <summary>From now on this source speaks for those of these collectives for which no other does.</summary>
    public static async Task PinAsync(this NationalDb db, string source, string[] collectives, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into collective (code, name, source) select code, code, {source} from unnest({collectives}) as c (code)
            on conflict (code) do nothing
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"update collective set source = {source} where source is null and code = any ({collectives})",
            cancellationToken
        );
    }
}
