using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Values;

/// <summary>
/// One word of what was entered by hand for a cell. It is never changed: putting it right adds the next revision, taking it back one
/// without a value. What stands is in the view <c>standing_value</c>.
/// </summary>
public sealed class EnteredValue
{
    public const int LongestNote = 300;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Indicator { get; init; }
    public required string Part { get; init; }
    public required V1.PeriodType PeriodType { get; init; }
    public required DateOnly FirstDay { get; init; }

    /// <summary>Unspecified for all.</summary>
    public required AgeBand AgeBand { get; init; }

    /// <summary>Unspecified for all.</summary>
    public required Gender Gender { get; init; }

    public required int Revision { get; init; }

    /// <summary>Of a ratio or survey its numerator; null when it was taken back.</summary>
    public long? Value { get; init; }

    public long? Denominator { get; init; }
    public required Guid EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>The collective's own; it never leaves the house.</summary>
    public string Note { get; init; } = "";

    public Period Period => new(PeriodType, FirstDay);
}
