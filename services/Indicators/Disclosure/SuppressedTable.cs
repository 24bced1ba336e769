namespace Indicators.Disclosure;

/// <summary>What of a table is shown.</summary>
/// <param name="Suppressed">Ids of the cells that are not shown, those of earlier releases too. For whom they are published they
/// all carry the same mark.</param>
/// <param name="Primary">Those of them that may not be shown, whatever stands beside them; the others protect these. Never
/// published.</param>
/// <param name="Optimal">Proven: no other choice costs less. If not, the choice is as safe but perhaps not the cheapest.</param>
/// <param name="Unprotected">
/// Suppressed cells that what was released before gives away already, so that no choice protects them. Empty if nothing was
/// released before.
/// </param>
public sealed record SuppressedTable(
    DisclosureTable Table,
    IReadOnlySet<string> Suppressed,
    IReadOnlySet<string> Primary,
    InformationLoss Loss,
    bool Optimal,
    IReadOnlyList<string> Unprotected
)
{
    public bool Shows(string cell) => !Suppressed.Contains(cell);
}

/// <summary>
/// What this release loses: figures that are suppressed for their own sake, and those suppressed beside them; counts are people,
/// events or whatever the cells count.
/// </summary>
public sealed record InformationLoss(int PrimaryCells, long PrimaryCounts, int SecondaryCells, long SecondaryCounts)
{
    public static readonly InformationLoss None = new(0, 0, 0, 0);

    public int Cells => PrimaryCells + SecondaryCells;
    public long Counts => PrimaryCounts + SecondaryCounts;

    public static InformationLoss operator +(InformationLoss a, InformationLoss b) =>
        new(
            a.PrimaryCells + b.PrimaryCells,
            a.PrimaryCounts + b.PrimaryCounts,
            a.SecondaryCells + b.SecondaryCells,
            a.SecondaryCounts + b.SecondaryCounts
        );
}
