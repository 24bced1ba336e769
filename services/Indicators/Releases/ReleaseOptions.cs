namespace Indicators.Releases;

/// <summary>
/// How long a release can be taken back before it is locked and the network gets it: <c>Releases__Cooling</c>, an hour unless
/// it says otherwise.
/// </summary>
public sealed record ReleaseOptions(TimeSpan Cooling)
{
    private static readonly TimeSpan Usually = TimeSpan.FromHours(1),
        Longest = TimeSpan.FromDays(31);

    public static ReleaseOptions From(IConfiguration configuration)
    {
        var cooling = configuration.GetValue("Releases:Cooling", Usually);
        return cooling >= TimeSpan.Zero && cooling <= Longest
            ? new(cooling)
            : throw new InvalidOperationException("Set Releases__Cooling to a time between 00:00:00 and 31.00:00:00, such as 01:00:00.");
    }
}
