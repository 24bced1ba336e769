using Indicators.Values;

namespace Indicators.Exchange;

/// <summary>The values that came for one cell, as they are entered: a ratio's two parts as one.</summary>
/// <param name="Standing">What stands there; null for nothing.</param>
/// <param name="Deleting">It is to be taken back.</param>
internal sealed record GivenCell(IReadOnlyList<PlacedValue> Values, EnteredValue? Standing, bool Deleting)
{
    /// <summary>Of a ratio of which one part comes alone, the other stays as it is.</summary>
    public GivenValue Given
    {
        get
        {
            var (key, period) = Values[0].Cell;
            return new(
                key.Indicator,
                key.Part,
                period,
                key.AgeBand,
                key.Gender,
                Number(denominator: false, Standing?.Value),
                Number(denominator: true, Standing?.Denominator)
            );
        }
    }

    /// <summary>The cell changes, but not this part of it.</summary>
    public bool IsUnchanged(PlacedValue value, EnteredOutcome outcome) =>
        outcome.Outcome == EntryOutcome.Updated && value.Number == (value.Key.Denominator ? Standing?.Denominator : Standing?.Value);

    private long? Number(bool denominator, long? stands) =>
        Deleting ? null
        : Values.FirstOrDefault(v => v.Key.Denominator == denominator) is { } given ? given.Number
        : stands;
}
