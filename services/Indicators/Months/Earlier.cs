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

    public static Cell Of(Figure f) => new(f.Indicator, f.Part, f.Period, f.AgeBand, f.Gender);

    public static Cell Of(V1.Figure f) => new(f.Indicator, f.Part, Figures.Period.Read(f.Period)!.Value, f.AgeBand, f.Gender);
}

/// <summary>What a collective has released before: of each cell the latest.</summary>
/// <param name="seen">As the network sees it.</param>
/// <param name="counted">As it was inside the house when that was released.</param>
/// <param name="released">The months that were released.</param>
public sealed class Earlier(
    IReadOnlyDictionary<Cell, V1.Figure> seen,
    IReadOnlyDictionary<Cell, V1.Figure> counted,
    IReadOnlySet<Period> released
)
{
    private readonly ILookup<Cell, V1.Figure> bySum = seen.Values.ToLookup(f => Cell.Of(f).Whole);

    public static readonly Earlier None = new(new Dictionary<Cell, V1.Figure>(), new Dictionary<Cell, V1.Figure>(), new HashSet<Period>());

    public IReadOnlySet<Period> Released => released;

    /// <summary>The figures that the network's were made of, nothing withheld.</summary>
    public IEnumerable<V1.Figure> Counted => counted.Values;

    /// <summary>As the network sees them.</summary>
    public IEnumerable<V1.Figure> Seen => seen.Values;

    /// <summary>The longer periods of which something was released and which the month is in.</summary>
    public IEnumerable<Period> Longer(Period month) =>
        seen
            .Keys.Select(c => c.Period)
            .Distinct()
            .Where(p => p != month && p.First <= month.First && p.Last >= month.Last)
            .OrderBy(p => p.Type);

    /// <summary>
    /// Whether a revision may tell a figure anew: its value and its rest have each changed by nothing or by at least 5 since it
    /// was told, and not both by nothing. Of any other what was released before stands, so that two releases beside each other
    /// point at nobody. A cell that is missing beside others is 0, before and now.
    /// </summary>
    /// <param name="here">All figures as they stand here.</param>
    public ISet<Cell> Told(IReadOnlyCollection<Figure> here)
    {
        var told = here.Where(f => seen.TryGetValue(Cell.Of(f), out var before) && MayTell(before, f)).Select(Cell.Of).ToHashSet();
        foreach (var f in here.Where(f => !seen.ContainsKey(Cell.Of(f))))
        {
            var whole = Cell.Of(f).Whole;
            var known = bySum[whole].ToList();
            var wasNobody = known.Any(b => !Cell.Of(b).IsWhole) || known is [{ Suppressed: false, Value: 0 }];
            if (known.Count == 0 || (wasNobody ? IsMuch(f.Value) : told.Contains(whole)))
                told.Add(Cell.Of(f));
        }
        return told;
    }

    /// <summary>
    /// What stands of figures that are released again: all but what is told anew, and what is 0 by now if that may be told.
    /// </summary>
    public IReadOnlyList<V1.Figure> Standing(IReadOnlyCollection<Figure> here, ISet<Cell> told)
    {
        var now = here.Select(Cell.Of).ToHashSet();
        var broken = here.Where(f => !f.IsTotal).Select(f => Cell.Of(f).Whole).ToHashSet();
        var nobody = here.Where(f => f is { IsTotal: true, Value: 0 }).Select(Cell.Of).ToHashSet();
        return
        [
            .. now.Select(c => c.Whole)
                .Distinct()
                .SelectMany(whole => bySum[whole])
                .Where(f =>
                {
                    var cell = Cell.Of(f);
                    if (now.Contains(cell))
                        return !told.Contains(cell);
                    return (broken.Contains(cell.Whole) || nobody.Contains(cell.Whole))
                        && !MayTell(f, Figure.From(f) with { Value = 0, Denominator = f.HasDenominator ? 0 : null, Suppressed = false });
                }),
        ];
    }

    /// <summary>These say something else of the same figures than the network has seen.</summary>
    public bool Differs(IReadOnlyCollection<V1.Figure> figures)
    {
        var wholes = figures.Select(f => Cell.Of(f).Whole).ToHashSet();
        var before = seen.Values.Where(f => wholes.Contains(Cell.Of(f).Whole)).ToDictionary(Cell.Of);
        return before.Count != figures.Count || figures.Any(f => !before.TryGetValue(Cell.Of(f), out var was) || !was.Equals(f));
    }

    private bool MayTell(V1.Figure before, Figure now)
    {
        // a figure from before the house remembered
        var was = counted.GetValueOrDefault(Cell.Of(now)) ?? (before.Suppressed ? null : before);
        if (was is null)
            return false;
        var value = Math.Abs(now.Value - was.Value);
        var rest = Math.Abs((now.Denominator - now.Value ?? 0) - (was.HasDenominator ? was.Denominator - was.Value : 0));
        return (value > 0 || rest > 0) && (value == 0 || IsMuch(value)) && (rest == 0 || IsMuch(rest));
    }

    private static bool IsMuch(long change) => change >= Suppression.Least;
}

public static class EarlierReleases
{
    /// <summary>What was released of the months from the first day to the last one.</summary>
    public static async Task<Earlier> EarlierAsync(this IndicatorsDb db, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var rows = await db
            .ReleasedMonths.AsNoTracking()
            .Where(r => r.FirstDay >= first && r.FirstDay <= last)
            .OrderBy(r => r.Position)
            .ToListAsync(cancellationToken);
        var counted = await db
            .Months.Where(m => m.FirstDay >= first && m.FirstDay <= last)
            .Join(
                db.CountedMonths,
                m => m.Id,
                c => c.MonthId,
                (m, c) =>
                    new
                    {
                        m.FirstDay,
                        m.Revision,
                        c.Figures,
                    }
            )
            .ToDictionaryAsync(m => (m.FirstDay, m.Revision), m => m.Figures, cancellationToken);
        var seenCells = new Dictionary<Cell, V1.Figure>();
        var countedCells = new Dictionary<Cell, V1.Figure>();
        foreach (var row in rows)
        {
            var inside = counted.TryGetValue((row.FirstDay, row.Revision), out var json)
                ? CanonicalRelease.ReadFigures(json).ToDictionary(Cell.Of)
                : [];
            var figures = row.ToMessage().Figures;
            var again = figures.Select(f => Cell.Of(f).Whole).ToHashSet();
            var cells = figures.Select(Cell.Of).ToHashSet();
            foreach (var gone in seenCells.Keys.Where(c => again.Contains(c.Whole) && !cells.Contains(c)).ToList()) // 0 since then
            {
                seenCells.Remove(gone);
                countedCells.Remove(gone);
            }
            foreach (var figure in figures)
            {
                var cell = Cell.Of(figure);
                var stood = seenCells.TryGetValue(cell, out var before) && before.Equals(figure);
                seenCells[cell] = figure;
                // what stood is measured from when it was told first
                if (!stood && inside.TryGetValue(cell, out var value))
                    countedCells[cell] = value;
            }
        }
        return new(seenCells, countedCells, rows.Select(r => Period.Month(r.FirstDay)).ToHashSet());
    }
}
