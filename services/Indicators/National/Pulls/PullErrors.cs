using Indicators.National.Arrivals;

namespace Indicators.National.Pulls;

public static class PullErrors
{
    /// <summary>Nobody answers at its address.</summary>
    public const string Away = "away";

    /// <summary>It answers, but not in time.</summary>
    public const string Slow = "slow";

    /// <summary>It does not give us a token, or does not take ours.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>It was read to its end, but a release of it was not kept, see <see cref="RefusedRelease"/>.</summary>
    public const string Refused = "refused";

    /// <summary>Anything else; the log says what.</summary>
    public const string Broken = "broken";
}
