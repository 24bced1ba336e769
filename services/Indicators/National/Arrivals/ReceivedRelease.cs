using System.Text.RegularExpressions;
using Indicators.Figures;
using Indicators.Releases;

namespace Indicators.National.Arrivals;

/// <summary>What the network asks of a release before it keeps it, whoever it comes from.</summary>
public static partial class ReceivedRelease
{
    private const int MostFigures = 5000,
        MostRevisions = 999;

    extension(V1.Release release)
    {
        /// <summary>
        /// Why it cannot be kept, as one of <see cref="Flaws"/>, or null if it can. One that was kept already is not asked
        /// about.
        /// </summary>
        public string? Flaw(KnownCollective known)
        {
            if (
                !IsSound(release)
                || Period.Read(
                    new()
                    {
                        Type = V1.PeriodType.Month,
                        Year = release.Year,
                        Month = release.Month,
                    }
                )
                    is not { } month
            )
                return Flaws.Malformed;
            if (
                !release.Figures.All(f =>
                    IsSound(f) && Period.Read(f.Period) is { } period && MaySpeakOf(release, period, month) && IsWithinItsWhole(f)
                )
            )
                return Flaws.Malformed;
            if (release.Figures.DistinctBy(f => (f.Period.Type, f.Indicator, f.Part, f.AgeBand, f.Gender)).Count() != release.Figures.Count)
                return Flaws.Malformed;
            if (release.Figures.Any(f => !f.Suppressed && Suppression.IsSmall(Figure.From(f))))
                return Flaws.SmallFigure;

            var json = CanonicalRelease.Json(release);
            if (release.Digest != CanonicalRelease.Digest(json))
                return Flaws.WrongDigest;
            if (!known.Keys.TryGetValue(release.KeyId, out var key))
                return Flaws.UnknownKey;
            if (key.Number < known.HeadKey && release.PreviousDigest == known.Head)
                return Flaws.RetiredKey;
            if (!Signatures.Holds(key.PublicKey, json, release.Signature.Span))
                return Flaws.BadSignature;

            var latest = known.Revisions.GetValueOrDefault(month.First);
            if (known.Ids.Contains(Guid.Parse(release.Id)) || release.Revision <= latest)
                return Flaws.Replayed;
            if (release.PreviousDigest != known.Head)
                return Flaws.BrokenChain;
            return release.Revision == latest + 1 ? null : Flaws.SkippedRevision;
        }
    }

    private static bool IsSound(V1.Release r) =>
        Guid.TryParseExact(r.Id, "D", out _)
        && Code.IsValid(r.Collective)
        && Version().IsMatch(r.DictionaryVersion)
        && r.ReleasedAt is { Seconds: > 0 and < 7_258_118_400, Nanos: >= 0 and < 1_000_000_000 } at
        && at.Nanos % 1000 == 0 // before 2200
        && r.Revision is >= 1 and <= MostRevisions
        && Enum.IsDefined(r.Reason)
        && r.Revision > 1 == (r.Reason != V1.RevisionReason.Unspecified)
        && r.Figures.Count <= MostFigures;

    /// <summary>Of itself and of the longer periods that end with it; a revision of every longer period that it is in.</summary>
    private static bool MaySpeakOf(V1.Release release, Period period, Period month) =>
        period == month || (release.Revision > 1 ? period.First <= month.First && period.Last >= month.Last : period.Last == month.Last);

    private static bool IsSound(V1.Figure f) =>
        Indicator().IsMatch(f.Indicator)
        && Part().IsMatch(f.Part)
        && Enum.IsDefined(f.AgeBand)
        && Enum.IsDefined(f.Gender)
        && f.Type != V1.IndicatorType.Unspecified
        && Enum.IsDefined(f.Type)
        && f.HasDenominator == f.Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey
        && f.Value >= 0
        && (!f.HasDenominator || f.Denominator >= 0)
        && (!f.Suppressed || f.Value == 0 && f.Denominator == 0);

    /// <summary>The days of a median are no part of the applications that it is of.</summary>
    private static bool IsWithinItsWhole(V1.Figure f) =>
        !f.HasDenominator || f.Denominator >= f.Value || !Suppression.IsShare(Figure.From(f));

    [GeneratedRegex("^[A-Z][0-9]{1,2}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Indicator();

    [GeneratedRegex("^[a-z-]{0,20}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex("^[0-9]{4}-[0-9]{1,3}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
