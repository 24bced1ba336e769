namespace Indicators.National.Publication;

/// <summary>
/// When a national table is first published: once every collective of the directory has released the period, or else <paramref
/// name="After"/> its end and once nothing new has come for <paramref name="Settled"/>. Late ones would wait for others to come
/// with them, see <see cref="ChangeRule"/>.
/// </summary>
public sealed record PublicationTimes(TimeSpan After, TimeSpan Settled)
{
    public static PublicationTimes From(IConfiguration configuration)
    {
        var times = new PublicationTimes(
            configuration.GetValue("National:PublishAfter", TimeSpan.FromDays(45)),
            configuration.GetValue("National:Settled", TimeSpan.FromDays(1))
        );
        return times.After >= TimeSpan.Zero && times.Settled >= TimeSpan.Zero
            ? times
            : throw new InvalidOperationException(
                "Set National__PublishAfter and National__Settled to times of 00:00:00 or more, such as 45.00:00:00."
            );
    }
}
