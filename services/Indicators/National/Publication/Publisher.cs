using Indicators.Figures;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;

namespace Indicators.National.Publication;

/// <summary>
/// Publishes the national tables: of each period for which something new has come, and that is complete or has settled, what
/// the collectives' figures add up to. What is published is stored, and whoever asks is shown that and nothing else: no caller
/// can ask for a sum that was not judged.
/// </summary>
public sealed class Publisher(NationalDb db, PublicationTimes times, TimeProvider clock)
{
    /// <returns>How many periods were looked at.</returns>
    public async Task<int> PublishAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken); // the lock is the connection's: one at a time, over all replicas
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock(hashtext('national publication'))", cancellationToken);
            var basis = await db.LatestArrivalAsync(cancellationToken);
            var due = await DueAsync(cancellationToken);
            if (due.Count == 0)
                return 0;
            var collectives = await db
                .Collectives.AsNoTracking()
                .Where(c => c.CountedFrom != null)
                .ToDictionaryAsync(c => c.Code, cancellationToken);
            foreach (var period in due)
            {
                foreach (var indicator in Part.All.GroupBy(p => p.Indicator))
                    await PublishAsync(period, [.. indicator], collectives, basis, cancellationToken);
                await db
                    .Periods.Where(p => p.PeriodType == period.Type && p.PeriodFirst == period.First)
                    .ExecuteUpdateAsync(p => p.SetProperty(x => x.Judged, basis), cancellationToken);
            }
            return due.Count;
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock_all()", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The shorter ones first: what is shown of a year depends on what is of its months.</summary>
    private async Task<IReadOnlyList<Period>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var today = clock.Today;
        var rows = await db
            .Database.SqlQuery<DuePeriod>(
                $"""
                select p.period_type as "Type", p.period_first as "First", p.arrived_at as "ArrivedAt",
                       not exists (select from collective c where c.counted_from is not null and not exists (
                        select from figure f
                        where f.period_type = p.period_type and f.period_first = p.period_first
                            and f.collective = c.code and f.until is null)) as "Complete"
                from national_period p
                where p.judged < p.latest
                """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. from row in rows
            let period = new Period(Enum.Parse<V1.PeriodType>(row.Type), row.First)
            where
                period.Last < today
                && (
                    row.Complete
                    || period.Last.ToDateTime(default).Add(times.After) <= today.ToDateTime(default) && row.ArrivedAt + times.Settled <= now
                )
            orderby period.Last.DayNumber - period.First.DayNumber, period.First
            select period,
        ];
    }

    /// <summary>Indicator by indicator, so that no more than one is held in memory.</summary>
    private async Task PublishAsync(
        Period period,
        IReadOnlyList<Part> parts,
        Dictionary<string, Collective> collectives,
        long basis,
        CancellationToken cancellationToken
    )
    {
        var indicator = parts[0].Indicator;
        var from = period.First.AddYears(-1);
        var to = period.Last.AddYears(1);
        var published = (
            await db
                .Cells.AsNoTracking()
                .Where(c => c.Indicator == indicator && c.PeriodFirst >= from && c.PeriodFirst <= to)
                .ToListAsync(cancellationToken)
        ).ToLookup(c => new Period(c.PeriodType, c.PeriodFirst));
        var around = published.Select(p => p.Key).Where(p => p.Contains(period)).ToList();
        var arrived = await db.Periods.Where(p => p.PeriodFirst >= from && p.PeriodFirst <= to).ToListAsync(cancellationToken);
        // What is within but not published yet counts as well: what is shown must not give it away before it comes.
        var within = published
            .Select(p => p.Key)
            .Union(arrived.Select(p => new Period(p.PeriodType, p.PeriodFirst)))
            .Where(p => p != period && (period.Contains(p) || around.Any(a => a.Contains(p))));
        Period[] overlapping = [period, .. around.Where(a => a != period).Union(within)];
        var types = overlapping.Select(p => $"{p.Type}").ToArray();
        var firsts = overlapping.Select(p => p.First).ToArray();
        var rows = (
            await db
                .Figures.FromSql(
                    $"""
                    select f.* from figure f
                    join unnest({types}, {firsts}) as p (type, first) on f.period_type = p.type and f.period_first = p.first
                    where f.indicator = {indicator}
                    """
                )
                .AsNoTracking()
                .ToListAsync(cancellationToken)
        ).ToLookup(f => f.Part);

        var cells = parts
            .SelectMany(part =>
                new PublicationDecision(
                    part,
                    period,
                    rows[part.Name].ToLookup(f => new Period(f.PeriodType, f.PeriodFirst)),
                    [.. overlapping.SelectMany(p => published[p]).Where(c => c.Part == part.Name)],
                    collectives,
                    basis,
                    clock.Now
                ).Publish()
            )
            .ToList();
        if (cells.Count == 0)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var part in cells.GroupBy(c => (c.Audience, c.Part)))
        {
            var breakdowns = part.Select(c => c.Breakdown).Distinct().ToList();
            await db
                .Cells.Where(c =>
                    c.Audience == part.Key.Audience
                    && c.PeriodType == period.Type
                    && c.PeriodFirst == period.First
                    && c.Indicator == indicator
                    && c.Part == part.Key.Part
                    && breakdowns.Contains(c.Breakdown)
                    && c.Replaced == null
                )
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.Replaced, basis), cancellationToken);
        }
        db.Cells.AddRange(cells);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private sealed record DuePeriod(string Type, DateOnly First, DateTimeOffset ArrivedAt, bool Complete);
}
