using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Sangam.Common.V1;

namespace Indicators.National.Tables;

/// <summary>One collective's figure of a part and period, as far as it was released. What it suppresses it does not contribute.</summary>
/// <param name="Ages">By age band; null when it did not release all of that.</param>
/// <param name="Genders">By gender; null when it did not release all of that.</param>
public sealed record Contribution(
    Collective Collective,
    ContributedCount Count,
    bool Entered,
    IReadOnlyDictionary<string, ContributedCount>? Ages,
    IReadOnlyDictionary<string, ContributedCount>? Genders
)
{
    /// <param name="rows">Every version of the figures of one part and period.</param>
    /// <param name="collectives">Those that are added up with others.</param>
    /// <param name="basis">The arrival up to which releases count.</param>
    public static IReadOnlyList<Contribution> At(
        long basis,
        IEnumerable<ReleasedFigure> rows,
        IReadOnlyDictionary<string, Collective> collectives
    ) =>
        [
            .. from row in rows
            where row.Since <= basis && (row.Until is null || row.Until > basis)
            group row by row.Collective into figures
            where collectives.TryGetValue(figures.Key, out var c) && c.CountedFrom <= basis
            let whole = figures.SingleOrDefault(f => f.AgeBand == AgeBand.Unspecified && f.Gender == Gender.Unspecified)
            where whole is { Suppressed: false }
            select new Contribution(
                collectives[figures.Key],
                ContributedCount.Of(whole),
                whole.Entered,
                Cells(whole, figures.Where(f => f.AgeBand != AgeBand.Unspecified && f.Gender == Gender.Unspecified), f => $"{f.AgeBand}"),
                Cells(whole, figures.Where(f => f.Gender != Gender.Unspecified && f.AgeBand == AgeBand.Unspecified), f => $"{f.Gender}")
            ),
        ];

    /// <summary>A cell that is missing beside others is 0; they are of use only when they add up to the whole.</summary>
    private static Dictionary<string, ContributedCount>? Cells(
        ReleasedFigure whole,
        IEnumerable<ReleasedFigure> cells,
        Func<ReleasedFigure, string> category
    )
    {
        var all = cells.ToList();
        return
            all.Any(f => f.Suppressed)
            || all.Aggregate(default(ContributedCount), (sum, f) => sum + ContributedCount.Of(f)) != ContributedCount.Of(whole)
            ? null
            : all.ToDictionary(category, ContributedCount.Of);
    }
}
