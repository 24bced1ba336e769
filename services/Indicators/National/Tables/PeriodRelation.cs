namespace Indicators.National.Tables;

/// <summary>
/// A longer period is the sum of others, and of what no sum of theirs has: what came late, or was suppressed by a collective
/// then.
/// </summary>
/// <param name="Missing">That, collective by collective.</param>
/// <param name="Together">There is little enough to judge all that overlaps as one table.</param>
public sealed record PeriodRelation(
    CellKey Key,
    Edition Whole,
    IReadOnlyList<Edition> Parts,
    IReadOnlyDictionary<string, ContributedCount> Missing,
    bool Together,
    bool WholeSuppressed,
    bool PartSuppressed
)
{
    /// <summary>No part has more of anybody than the whole.</summary>
    public bool HoldsForAll { get; } = Missing.Values.All(m => m is { Value: >= 0, Rest: >= 0 });

    /// <summary>A margin of the table.</summary>
    public bool IsMargin => Together && HoldsForAll;

    public bool IsOfDrafts => Whole.IsDraft || Parts.Any(p => p.IsDraft);

    public bool IsAbout(Figures.Period period) => Whole.Period == period || Parts.Any(p => p.Period == period);
}
