using System.Text.RegularExpressions;
using Indicators.Figures;
using Indicators.Releases;

namespace Indicators.National;

/// <summary>What the network asks of a release before it keeps it, whoever it comes from.</summary>
public static partial class ReceivedRelease
{
    private const int MostFigures = 1000;

    extension(V1.Release release)
    {
        /// <summary>Why it cannot be kept, or null if it can.</summary>
        /// <param name="head">The digest of the collective's latest release that was kept; empty for none.</param>
        public string? Flaw(string head)
        {
            if (!Guid.TryParseExact(release.Id, "D", out _) || !Code.IsValid(release.Collective) || !Version().IsMatch(release.DictionaryVersion)
                || release.ReleasedAt is not { Seconds: > 0 and < 7_258_118_400, Nanos: >= 0 and < 1_000_000_000 } at || at.Nanos % 1000 != 0) return "it is not a release";   // before 2200
            if (Period.Read(new() { Type = V1.PeriodType.Month, Year = release.Year, Month = release.Month }) is not { } month) return "there is no such month";
            var ending = Period.EndingWith(month).ToHashSet();
            if (release.Figures.Count > MostFigures || !release.Figures.All(f => IsSound(f) && Period.Read(f.Period) is { } period && ending.Contains(period))) return "a figure is malformed";
            if (release.Figures.DistinctBy(f => (f.Period.Type, f.Indicator, f.Part)).Count() != release.Figures.Count) return "a figure comes twice";
            if (release.Figures.Any(f => !f.Suppressed && Suppression.IsSmall(Figure.From(f)))) return "a small figure is not withheld";
            if (release.Digest != CanonicalRelease.Digest(CanonicalRelease.Json(release))) return "its digest is wrong";
            return release.PreviousDigest == head ? null : "it does not follow the release before it";
        }
    }

    private static bool IsSound(V1.Figure f) => Indicator().IsMatch(f.Indicator) && Part().IsMatch(f.Part)
        && f.Type != V1.IndicatorType.Unspecified && Enum.IsDefined(f.Type) && f.HasDenominator == f.Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey
        && f.Value >= 0 && (!f.HasDenominator || f.Denominator >= f.Value) && (!f.Suppressed || f.Value == 0 && f.Denominator == 0);

    [GeneratedRegex("^[A-Z][0-9]{1,2}\\z")]
    private static partial Regex Indicator();

    [GeneratedRegex("^[a-z-]{0,20}\\z")]
    private static partial Regex Part();

    [GeneratedRegex("^[0-9]{4}-[0-9]{1,3}\\z")]
    private static partial Regex Version();
}
