using Indicators.Dictionary;
using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Months;

/// <summary>Counts what a month's release would say, or reads what it said.</summary>
public static class Drafts
{
    public static async Task<Draft> DraftAsync(this IndicatorsDb db, Month month, string collective, CancellationToken cancellationToken)
    {
        if (month.State == V1.MonthState.Released)
            return await db.ReleasedAsync(month, cancellationToken);
        var period = Period.Month(month.FirstDay);
        var ending = Period.EndingWith(period).ToList();
        var history = await db.HistoryAsync(month, ending, cancellationToken);
        var periods = month.Revision == 1 ? ending : [period, .. history.Longer(period)];
        var unreleased = month.Revision == 1 ? Unreleased(period, periods, history) : [];
        var counted = await db.CountAsync([.. periods, .. unreleased], cancellationToken, cells: true);
        var figures = counted.Where(f => periods.Contains(f.Period)).ToList();
        var others = counted.Where(f => !periods.Contains(f.Period)).ToList();
        var republishable = history.Republishable(figures);
        var standing = history.Standing(figures, republishable);
        var seen = history
            .Seen.Where(f => !periods.Contains(Period.Read(f.Period)!.Value))
            .Concat(standing)
            .Select(Figure.From)
            .Concat(Suppression.Suppress(others, [], []))
            .ToList();
        var known = history.Counted.Select(Figure.From).Concat(others).ToList();
        var published = Suppression
            .Suppress([.. figures.Where(f => republishable.Contains(FigureKey.Of(f)))], seen, known)
            .Select(f => f.ToMessage())
            .Concat(standing.Select(f => f.Clone()));
        var said = Release(month, collective, figures, published);
        var content = CanonicalRelease.Content(said);
        return new([.. figures.Select(f => f.ToMessage())], said, content, unreleased)
        {
            Changed = month.ApprovedDigest is { } approved && approved != CanonicalRelease.Digest(content),
            Seen = seen,
            Known = known,
            Differs = month.Revision > 1 && history.Differs(said.Figures),
        };
    }

    /// <summary>Of the months of the longer periods that end with a month, or of a revision those that it can be in.</summary>
    private static async Task<ReleaseHistory> HistoryAsync(
        this IndicatorsDb db,
        Month month,
        IReadOnlyList<Period> ending,
        CancellationToken cancellationToken
    )
    {
        if (month.Revision > 1)
            return await db.ReleaseHistoryAsync(month.FirstDay.AddMonths(-11), month.FirstDay.AddMonths(11), cancellationToken);
        return ending.Count == 1
            ? ReleaseHistory.None
            : await db.ReleaseHistoryAsync(ending.Min(p => p.First), month.FirstDay, cancellationToken);
    }

    /// <summary>
    /// What the network will see of a longer period depends on what it has seen, or would see, of each of its months.
    /// </summary>
    private static List<Period> Unreleased(Period period, IEnumerable<Period> periods, ReleaseHistory history) =>
        [.. periods.SelectMany(p => p.Months).Distinct().Where(m => m != period && !history.Released.Contains(m)).OrderBy(m => m.First)];

    private static V1.Release Release(Month month, string collective, List<Figure> figures, IEnumerable<V1.Figure> published)
    {
        var order = figures.Select(FigureKey.Of).Index().ToDictionary(c => c.Item, c => c.Index);
        return new()
        {
            Collective = collective,
            Year = month.FirstDay.Year,
            Month = month.FirstDay.Month,
            Revision = month.Revision,
            Reason = month.Reason,
            DictionaryVersion = IndicatorDictionary.Current.Version,
            Figures = { published.OrderBy(f => order.GetValueOrDefault(FigureKey.Of(f), int.MaxValue)) },
        };
    }

    private static async Task<Draft> ReleasedAsync(this IndicatorsDb db, Month month, CancellationToken cancellationToken)
    {
        var row = await db
            .ReleasedMonths.AsNoTracking()
            .SingleAsync(r => r.FirstDay == month.FirstDay && r.Revision == month.Revision, cancellationToken);
        var said = row.ToMessage();
        var periods = said.Figures.Select(f => Period.Read(f.Period)!.Value).Distinct().ToList();
        var here = (await db.CountAsync(periods, cancellationToken, cells: true)).Select(f => f.ToMessage()).ToList();
        var counted = await db
            .CountedMonths.AsNoTracking()
            .Where(c => c.MonthId == month.Id)
            .Select(c => c.Figures)
            .FirstOrDefaultAsync(cancellationToken);
        return new(here, said, CanonicalRelease.ContentOf(row.Content), [])
        {
            Changed = counted is not null && counted != CanonicalRelease.Figures(here),
            Counted = counted is null ? here : CanonicalRelease.ReadFigures(counted),
        };
    }
}
