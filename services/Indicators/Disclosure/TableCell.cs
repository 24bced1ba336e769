namespace Indicators.Disclosure;

/// <summary>One number of a table.</summary>
/// <param name="Id">By which relations and answers name it; any text that is its own within the table.</param>
/// <param name="Value">The true count, 0 or more.</param>
public sealed record TableCell(string Id, long Value)
{
    /// <summary>
    /// What is lost when it is suppressed, in counts; its value unless said otherwise (a ratio's numerator is in its denominator
    /// already: 0).
    /// </summary>
    public long Weight { get; init; } = Value;

    /// <summary>
    /// Cells of one figure are shown or suppressed together: a ratio's numerator, rest and denominator. Its own id if it is a
    /// figure of its own.
    /// </summary>
    public string Figure { get; init; } = Id;

    public CellStatus Status { get; init; }

    /// <summary>
    /// False if it is only suppressed because its figure is, and may be worked out: a ratio's denominator that is k or more,
    /// which may be a count of its own. It still binds the others.
    /// </summary>
    public bool IsSecret { get; init; } = true;

    /// <summary>
    /// Not to be shown even if it is 0 or <c>k</c> and more, e.g. because another rule says so. What is 1 to k − 1, or has too
    /// few contributors, is suppressed without being told.
    /// </summary>
    public bool Sensitive { get; init; }

    /// <summary>
    /// What each contributing collective knows: its own part of the value, 0 if it reported none. The parts add up to the
    /// value. Null if nobody knows a part of it: then only the outsider attacks. A sole contributor knows the whole cell, so it
    /// needs no protection from her.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Contributions { get; init; }

    public override string ToString() => $"{Id} = {Value}";
}

/// <summary>What has been decided about a cell before this release.</summary>
public enum CellStatus
{
    /// <summary>To be shown by this release or suppressed by it.</summary>
    Open,

    /// <summary>Everybody knows it already: an earlier release shows it. It cannot be suppressed any more.</summary>
    Published,

    /// <summary>
    /// Suppressed by an earlier release, or never shown at all. It stays so, costs nothing and is protected like any other.
    /// </summary>
    Suppressed,
}
