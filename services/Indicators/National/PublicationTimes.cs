namespace Indicators.National;

/// <summary>
/// When a national table is first published: once every collective of the directory has released the period, or else <paramref
/// name="After"/> its end and once nothing new has come for <paramref name="Settled"/>. Late ones would wait for others to come
/// with them, see <see cref="Changes"/>.
/// </summary>
public sealed record PublicationTimes(TimeSpan After, TimeSpan Settled)
{
    public static PublicationTimes From(IConfiguration configuration) =>
        new(
            configuration.GetValue("National:PublishAfter", TimeSpan.FromDays(45)),
            configuration.GetValue("National:Settled", TimeSpan.FromDays(1))
        );
}

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
