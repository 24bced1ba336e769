using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Months;

/// <summary>A month's figures as they stand, with those of the quarter and financial year that end with it.</summary>
/// <param name="Release">The same as the network will see them or, once released, sees them.</param>
/// <param name="Unreleased">Earlier months of those longer periods that have not been released.</param>
public sealed record Draft(IReadOnlyList<Figure> Figures, IReadOnlyList<V1.Figure> Release, IReadOnlyList<Period> Unreleased)
{
    public string Digest => CanonicalRelease.Digest(Release);
}

public static class Drafts
{
    public static async Task<Draft> DraftAsync(this IndicatorsDb db, Month month, CancellationToken cancellationToken)
    {
        var period = Period.Month(month.FirstDay);
        var periods = Period.EndingWith(period).ToList();
        var start = periods.Min(p => p.First);
        var released = await db.ReleasedMonths.AsNoTracking().Where(r => r.FirstDay >= start && r.FirstDay <= month.FirstDay).ToDictionaryAsync(r => Period.Month(r.FirstDay), r => r.ToMessage(), cancellationToken);
        if (released.TryGetValue(period, out var own)) return new(await db.CountAsync(periods, cancellationToken), own.Figures, []);

        // What the network will see of a longer period depends on what it has seen, or would see, of each of its months.
        var unreleased = periods.SelectMany(p => p.Months).Distinct().Where(m => m != period && !released.ContainsKey(m)).Order(Earliest).ToList();
        var counted = await db.CountAsync([.. periods, .. unreleased], cancellationToken);
        var figures = counted.Where(f => periods.Contains(f.Period)).ToList();
        var months = released.Values.SelectMany(r => r.Figures).Select(Figure.From).Concat(Suppression.Suppress([.. counted.Where(f => !periods.Contains(f.Period))], []));
        return new(figures, [.. Suppression.Suppress(figures, [.. months]).Select(f => f.ToMessage())], unreleased);
    }

    private static readonly Comparer<Period> Earliest = Comparer<Period>.Create((a, b) => a.First.CompareTo(b.First));
}
