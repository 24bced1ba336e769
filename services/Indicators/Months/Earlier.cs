using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;
using Common = Sangam.Common.V1;

namespace Indicators.Months;

/// <summary>Which figure: of what, of whom and of when.</summary>
public readonly record struct Cell(string Indicator, string Part, Period Period, Common.AgeBand AgeBand, Common.Gender Gender)
{
    public static Cell Of(V1.Figure f) => new(f.Indicator, f.Part, Figures.Period.Read(f.Period)!.Value, f.AgeBand, f.Gender);
}

/// <summary>What a collective has released before: of each cell the latest.</summary>
/// <param name="seen">As the network sees it.</param>
/// <param name="counted">As it was inside the house when that was released.</param>
/// <param name="released">The months that were released.</param>
public sealed class Earlier(IReadOnlyDictionary<Cell, V1.Figure> seen, IReadOnlyDictionary<Cell, V1.Figure> counted, IReadOnlySet<Period> released)
{
    public static readonly Earlier None = new(new Dictionary<Cell, V1.Figure>(), new Dictionary<Cell, V1.Figure>(), new HashSet<Period>());

    public IReadOnlySet<Period> Released => released;

    /// <summary>The figures that the network's were made of, nothing withheld.</summary>
    public IEnumerable<V1.Figure> Counted => counted.Values;

    /// <summary>The figures of months.</summary>
    public IEnumerable<Figure> Months => seen.Values.Where(f => f.Period.Type == V1.PeriodType.Month).Select(Figure.From);

    /// <summary>The longer periods of which something was released and which the month is in.</summary>
    public IEnumerable<Period> Longer(Period month) => seen.Keys.Select(c => c.Period).Distinct().Where(p => p != month && p.First <= month.First && p.Last >= month.Last).OrderBy(p => p.Type);

    /// <summary>
    /// What a revision shows: a figure whose value and rest have each changed by nothing or by at least 5 is shown as it is now; of any
    /// other, and of one that is the same, what was released before stands. Two releases beside each other then point at nobody.
    /// </summary>
    public IEnumerable<V1.Figure> Stand(IEnumerable<V1.Figure> shown, IEnumerable<V1.Figure> here)
    {
        var now = here.ToDictionary(Cell.Of);
        return shown.Select(f => seen.TryGetValue(Cell.Of(f), out var before) && !MayTell(before, now[Cell.Of(f)]) ? before.Clone() : f);
    }

    /// <summary>It is not what the network sees already.</summary>
    public bool IsNews(V1.Figure figure) => !seen.TryGetValue(Cell.Of(figure), out var before) || !before.Equals(figure);

    private bool MayTell(V1.Figure before, V1.Figure now)
    {
        var was = counted.GetValueOrDefault(Cell.Of(now)) ?? (before.Suppressed ? null : before);   // a figure from before the house remembered
        if (was is null) return false;
        var (value, rest) = (Math.Abs(now.Value - was.Value), Math.Abs(Rest(now) - Rest(was)));
        return (value > 0 || rest > 0) && value is 0 or >= Suppression.Least && rest is 0 or >= Suppression.Least;
    }

    private static long Rest(V1.Figure f) => f.HasDenominator ? f.Denominator - f.Value : 0;
}

public static class EarlierReleases
{
    /// <summary>What was released of the months from the first day to the last one.</summary>
    public static async Task<Earlier> EarlierAsync(this IndicatorsDb db, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var rows = await db.ReleasedMonths.AsNoTracking().Where(r => r.FirstDay >= first && r.FirstDay <= last).OrderBy(r => r.Position).ToListAsync(cancellationToken);
        var counted = (await db.Months.AsNoTracking().Where(m => m.FirstDay >= first && m.FirstDay <= last && m.Counted != null).Select(m => new { m.FirstDay, m.Revision, m.Counted }).ToListAsync(cancellationToken))
            .ToDictionary(m => (m.FirstDay, m.Revision), m => m.Counted!);
        var (seenCells, countedCells) = (new Dictionary<Cell, V1.Figure>(), new Dictionary<Cell, V1.Figure>());
        foreach (var row in rows)
        {
            var inside = counted.TryGetValue((row.FirstDay, row.Revision), out var json) ? CanonicalRelease.ReadFigures(json).ToDictionary(Cell.Of) : [];
            foreach (var figure in row.ToMessage().Figures)
            {
                var cell = Cell.Of(figure);
                var stood = seenCells.TryGetValue(cell, out var before) && before.Equals(figure);
                seenCells[cell] = figure;
                if (!stood && inside.TryGetValue(cell, out var value)) countedCells[cell] = value;   // what stood is measured from when it was told first
            }
        }
        return new(seenCells, countedCells, rows.Select(r => Period.Month(r.FirstDay)).ToHashSet());
    }
}
