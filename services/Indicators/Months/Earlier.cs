using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;
using Common = Sangam.Common.V1;

namespace Indicators.Months;

/// <summary>Which figure: of what, of whom and of when.</summary>
public readonly record struct Cell(string Indicator, string Part, Period Period, Common.AgeBand AgeBand, Common.Gender Gender)
{
    public bool IsWhole => AgeBand == default && Gender == default;

    /// <summary>The same of all persons.</summary>
    public Cell Whole => this with { AgeBand = default, Gender = default };

    public static Cell Of(V1.Figure f) => new(f.Indicator, f.Part, Figures.Period.Read(f.Period)!.Value, f.AgeBand, f.Gender);
}

/// <summary>What a collective has released before: of each cell the latest.</summary>
/// <param name="seen">As the network sees it.</param>
/// <param name="counted">As it was inside the house when that was released.</param>
/// <param name="released">The months that were released.</param>
public sealed class Earlier(IReadOnlyDictionary<Cell, V1.Figure> seen, IReadOnlyDictionary<Cell, V1.Figure> counted, IReadOnlySet<Period> released)
{
    private readonly ILookup<Cell, V1.Figure> bySum = seen.Values.ToLookup(f => Cell.Of(f).Whole);

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
    /// other, and of one that is the same, what was released before stands. Two releases beside each other then point at nobody. A cell that is
    /// missing beside others is 0, before and now.
    /// </summary>
    public IEnumerable<V1.Figure> Stand(IEnumerable<V1.Figure> shown, IEnumerable<V1.Figure> here)
    {
        var now = here.ToDictionary(Cell.Of);
        return shown.GroupBy(f => Cell.Of(f).Whole).SelectMany(g => bySum[g.Key].Any() ? StandTogether([.. g], [.. bySum[g.Key]], now) : g);
    }

    private IEnumerable<V1.Figure> StandTogether(IReadOnlyList<V1.Figure> shown, IReadOnlyList<V1.Figure> before, Dictionary<Cell, V1.Figure> now)
    {
        var (whole, cells) = (Cell.Of(shown[0]).Whole, shown.Select(Cell.Of).ToHashSet());
        var wholeTold = seen.TryGetValue(whole, out var wholeBefore) && MayTell(wholeBefore, now[whole]);
        var knownBefore = before.Any(f => !Cell.Of(f).IsWhole) || wholeBefore is { Suppressed: false, Value: 0 };
        foreach (var f in shown)
        {
            var cell = Cell.Of(f);
            if (seen.TryGetValue(cell, out var earlier)) yield return MayTell(earlier, now[cell]) ? f : earlier.Clone();
            else if (knownBefore ? IsMuch(now[cell].Value) : wholeTold) yield return f;
        }
        var knownNow = cells.Any(c => !c.IsWhole) || now[whole].Value == 0;
        foreach (var f in before.Where(f => !cells.Contains(Cell.Of(f)) && knownNow))
            if (!MayTell(f, Nobody(f))) yield return f.Clone();
    }

    /// <summary>These say something else of the same figures than the network has seen.</summary>
    public bool Differs(IReadOnlyCollection<V1.Figure> figures)
    {
        var wholes = figures.Select(f => Cell.Of(f).Whole).ToHashSet();
        var before = seen.Values.Where(f => wholes.Contains(Cell.Of(f).Whole)).ToDictionary(Cell.Of);
        return before.Count != figures.Count || figures.Any(f => !before.TryGetValue(Cell.Of(f), out var was) || !was.Equals(f));
    }

    private bool MayTell(V1.Figure before, V1.Figure now)
    {
        var was = counted.GetValueOrDefault(Cell.Of(now)) ?? (before.Suppressed ? null : before);   // a figure from before the house remembered
        if (was is null) return false;
        var (value, rest) = (Math.Abs(now.Value - was.Value), Math.Abs(Rest(now) - Rest(was)));
        return (value > 0 || rest > 0) && (value == 0 || IsMuch(value)) && (rest == 0 || IsMuch(rest));
    }

    private static bool IsMuch(long change) => change >= Suppression.Least;

    private static V1.Figure Nobody(V1.Figure f)
    {
        var nobody = f.Clone();
        (nobody.Value, nobody.Suppressed) = (0, false);
        if (f.HasDenominator) nobody.Denominator = 0;
        return nobody;
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
            var figures = row.ToMessage().Figures;
            var (again, cells) = (figures.Select(f => Cell.Of(f).Whole).ToHashSet(), figures.Select(Cell.Of).ToHashSet());
            foreach (var gone in seenCells.Keys.Where(c => again.Contains(c.Whole) && !cells.Contains(c)).ToList())   // 0 since then
            {
                seenCells.Remove(gone);
                countedCells.Remove(gone);
            }
            foreach (var figure in figures)
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
