using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Months;

/// <summary>Reads what was released, in the order in which it was.</summary>
public static class ReleaseHistories
{
    /// <summary>What was released of the months from the first day to the last one.</summary>
    public static async Task<ReleaseHistory> ReleaseHistoryAsync(
        this IndicatorsDb db,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .ReleasedMonths.AsNoTracking()
            .Where(r => r.FirstDay >= first && r.FirstDay <= last)
            .OrderBy(r => r.Position)
            .ToListAsync(cancellationToken);
        var counted = await db
            .Months.Where(m => m.FirstDay >= first && m.FirstDay <= last)
            .Join(db.CountedMonths, m => m.Id, c => c.MonthId, (m, c) => new CountedRevision(m.FirstDay, m.Revision, c.Figures))
            .ToDictionaryAsync(m => (m.FirstDay, m.Revision), m => m.Figures, cancellationToken);
        var history = new Replay();
        foreach (var row in rows)
        {
            var inside = counted.TryGetValue((row.FirstDay, row.Revision), out var json)
                ? CanonicalRelease.ReadFigures(json).ToDictionary(FigureKey.Of)
                : [];
            history.Add(row.ToMessage().Figures, inside);
        }
        return new(history.Seen, history.Counted, rows.Select(r => Period.Month(r.FirstDay)).ToHashSet());
    }

    private sealed record CountedRevision(DateOnly FirstDay, int Revision, string Figures);

    /// <summary>Of each figure the latest, release by release.</summary>
    private sealed class Replay
    {
        public Dictionary<FigureKey, V1.Figure> Seen { get; } = [];
        public Dictionary<FigureKey, V1.Figure> Counted { get; } = [];

        public void Add(IReadOnlyCollection<V1.Figure> figures, Dictionary<FigureKey, V1.Figure> inside)
        {
            var wholes = figures.Select(f => FigureKey.Of(f).Whole).ToHashSet();
            var keys = figures.Select(FigureKey.Of).ToHashSet();
            foreach (var gone in Seen.Keys.Where(k => wholes.Contains(k.Whole) && !keys.Contains(k)).ToList()) // 0 since then
            {
                Seen.Remove(gone);
                Counted.Remove(gone);
            }
            foreach (var figure in figures)
            {
                var key = FigureKey.Of(figure);
                var stood = Seen.TryGetValue(key, out var before) && before.Equals(figure);
                Seen[key] = figure;
                // what stood is measured from when it was published first
                if (!stood && inside.TryGetValue(key, out var value))
                    Counted[key] = value;
            }
        }
    }
}
