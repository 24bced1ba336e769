namespace Indicators.National.Tables;

/// <summary>
/// A cell of another period, which overlaps the one that is decided. Of a draft nothing is shown yet; what may not be shown of
/// it is protected already, for what is shown of longer and shorter periods must not give it away before it comes.
/// </summary>
/// <param name="IsSecret">Not to be worked out: suppressed, or of a draft and never to be shown.</param>
public sealed record OverlappingCell(Edition Edition, CellKey Key, Total Total, bool Suppressed, bool IsSecret);
