using Indicators.Dictionary;
using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Months;

/// <summary>
/// A month's figures as they stand, with those of the longer periods that end with it; of a revision, those of the longer
/// periods that were released before.
/// </summary>
/// <param name="Said">What the network will see or, once released, sees: a release but for its id, time, key and place in the
/// chain.</param>
/// <param name="Content">The same as text, word for word what is digested and signed.</param>
/// <param name="Unreleased">Earlier months of those longer periods that have not been released.</param>
public sealed record Draft(IReadOnlyList<V1.Figure> Figures, V1.Release Said, string Content, IReadOnlyList<Period> Unreleased)
{
    public IReadOnlyList<V1.Figure> Release => Said.Figures;

    public string Digest => CanonicalRelease.Digest(Content);

    /// <summary>The figures are not those any more that were approved or, after the release, that it was made of.</summary>
    public bool Changed { get; init; }

    /// <summary>
    /// What the network sees, or would see, of other figures, and the true values of those it does not see: for the auditor.
    /// </summary>
    public IReadOnlyList<Figure> Seen { get; init; } = [];

    /// <inheritdoc cref="Seen"/>
    public IReadOnlyList<Figure> Known { get; init; } = [];

    /// <summary>Of a revision: the network would see something else than it does.</summary>
    public bool Differs { get; init; }

    /// <summary>What the release was made of, nothing withheld; <see cref="Figures"/> until then.</summary>
    public IReadOnlyList<V1.Figure> Counted { get; init; } = Figures;

    /// <summary>What is lost by withholding. A withheld figure that is 0 here by now counts as nothing.</summary>
    public V1.Cost Cost()
    {
        var counted = Counted.ToDictionary(Cell.Of, Figure.From);
        var cost = new V1.Cost();
        foreach (var withheld in Release.Where(f => f.Suppressed))
        {
            var figure = counted.GetValueOrDefault(Cell.Of(withheld));
            var count = figure is null ? 0 : figure.Denominator ?? figure.Value;
            if (figure is not null && Suppression.IsSmall(figure))
            {
                cost.SmallFigures = cost.SmallFigures + 1;
                cost.SmallCounts = cost.SmallCounts + count;
            }
            else
            {
                cost.BesideFigures = cost.BesideFigures + 1;
                cost.BesideCounts = cost.BesideCounts + count;
            }
        }
        return cost;
    }
}

public static class Drafts
{
    public static async Task<Draft> DraftAsync(this IndicatorsDb db, Month month, string collective, CancellationToken cancellationToken)
    {
        var period = Period.Month(month.FirstDay);
        if (month.State == V1.MonthState.Released)
            return await db.ReleasedAsync(month, cancellationToken);

        var ending = Period.EndingWith(period).ToList();
        var earlier =
            ending.Count == 1 && month.Revision == 1
                ? Earlier.None
                : await db.EarlierAsync(
                    month.Revision == 1 ? ending.Min(p => p.First) : month.FirstDay.AddMonths(-11),
                    month.Revision == 1 ? month.FirstDay : month.FirstDay.AddMonths(11),
                    cancellationToken
                );
        var periods = month.Revision == 1 ? ending : [period, .. earlier.Longer(period)];

        // What the network will see of a longer period depends on what it has seen, or would see, of each of its months.
        var unreleased =
            month.Revision > 1
                ? []
                : periods
                    .SelectMany(p => p.Months)
                    .Distinct()
                    .Where(m => m != period && !earlier.Released.Contains(m))
                    .OrderBy(m => m.First)
                    .ToList();
        var counted = await db.CountAsync([.. periods, .. unreleased], cancellationToken, cells: true);
        var figures = counted.Where(f => periods.Contains(f.Period)).ToList();
        var others = counted.Where(f => !periods.Contains(f.Period)).ToList();
        var told = earlier.Told(figures);
        var standing = earlier.Standing(figures, told);
        var seen = earlier
            .Seen.Where(f => !periods.Contains(Period.Read(f.Period)!.Value))
            .Concat(standing)
            .Select(Figure.From)
            .Concat(Suppression.Suppress(others, [], []))
            .ToList();
        var known = earlier.Counted.Select(Figure.From).Concat(others).ToList();
        var shown = Suppression
            .Suppress([.. figures.Where(f => told.Contains(Cell.Of(f)))], seen, known)
            .Select(f => f.ToMessage())
            .Concat(standing.Select(f => f.Clone()));

        var order = figures.Select(Cell.Of).Index().ToDictionary(c => c.Item, c => c.Index);
        var said = new V1.Release
        {
            Collective = collective,
            Year = month.FirstDay.Year,
            Month = month.FirstDay.Month,
            Revision = month.Revision,
            Reason = month.Reason,
            DictionaryVersion = IndicatorDictionary.Current.Version,
            Figures = { shown.OrderBy(f => order.GetValueOrDefault(Cell.Of(f), int.MaxValue)) },
        };
        var content = CanonicalRelease.Content(said);
        return new([.. figures.Select(f => f.ToMessage())], said, content, unreleased)
        {
            Changed = month.ApprovedDigest is { } approved && approved != CanonicalRelease.Digest(content),
            Seen = seen,
            Known = known,
            Differs = month.Revision > 1 && earlier.Differs(said.Figures),
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
