namespace Indicators.National.Publication;

/// <summary>
/// When a national table is first published: once every collective of the directory has released the period, or else <paramref
/// name="After"/> its end and once nothing new has come for <paramref name="Settled"/>. Late ones would wait for others to come
/// with them, see <see cref="ChangeRule"/>.
/// </summary>
public sealed record PublicationTimes(TimeSpan After, TimeSpan Settled)
{
    public static PublicationTimes From(IConfiguration configuration) =>
        new(
            configuration.GetValue("National:PublishAfter", TimeSpan.FromDays(45)),
            configuration.GetValue("National:Settled", TimeSpan.FromDays(1))
        );
}
