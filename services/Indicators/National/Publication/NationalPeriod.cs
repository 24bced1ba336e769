namespace Indicators.National.Publication;

/// <summary>What has come for a period, and up to where that was looked at for publication.</summary>
public sealed class NationalPeriod
{
    public V1.PeriodType PeriodType { get; private init; }
    public DateOnly PeriodFirst { get; private init; }

    /// <summary>The arrival of the latest release that speaks of it.</summary>
    public long Latest { get; private init; }

    public DateTimeOffset ArrivedAt { get; private init; }
    public long Judged { get; private init; }
}
