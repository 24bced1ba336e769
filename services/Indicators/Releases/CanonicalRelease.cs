using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Indicators.Releases;

/// <summary>
/// The one spelling of a release, so that its SHA-256 digest is the same for whoever computes it: JSON in UTF-8 without spaces, members in
/// the order of <see cref="Content"/>, figures in the release's own order, the time in UTC to the microsecond. The digest of the collective's
/// release before it is a member, so each digest vouches for the whole chain.
/// </summary>
public static class CanonicalRelease
{
    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Json(V1.Release release) => JsonSerializer.Serialize(new Content(
        release.Id, release.Collective, release.Year, release.Month,
        release.ReleasedAt.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        release.DictionaryVersion, release.PreviousDigest, Lines(release.Figures)), Spelling);

    public static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>What a release says, apart from when and by whom: equal if and only if the figures are.</summary>
    public static string Digest(IEnumerable<V1.Figure> figures) => Digest(JsonSerializer.Serialize(Lines(figures), Spelling));

    /// <summary>The release without its digest.</summary>
    public static V1.Release Read(string json)
    {
        var content = JsonSerializer.Deserialize<Content>(json, Spelling)!;
        return new()
        {
            Id = content.Id,
            Collective = content.Collective,
            Year = content.Year,
            Month = content.Month,
            DictionaryVersion = content.Dictionary,
            PreviousDigest = content.Previous,
            ReleasedAt = DateTimeOffset.Parse(content.ReleasedAt, CultureInfo.InvariantCulture).ToTimestamp(),
            Figures = { content.Figures.Select(l => l.ToMessage()) },
        };
    }

    private static Line[] Lines(IEnumerable<V1.Figure> figures) => [.. figures.Select(f => new Line($"{f.Period.Type}", f.Period.Year, f.Period.Month, f.Indicator, f.Part, $"{f.Type}", f.Value, f.HasDenominator ? f.Denominator : null, f.Suppressed, f.Entered))];

    private sealed record Content(string Id, string Collective, int Year, int Month, string ReleasedAt, string Dictionary, string Previous, Line[] Figures);

    private sealed record Line(string Period, int Year, int Month, string Indicator, string Part, string Type, long Value, long? Denominator, bool Suppressed, bool Entered)
    {
        public V1.Figure ToMessage()
        {
            var message = new V1.Figure
            {
                Indicator = Indicator,
                Part = Part,
                Type = System.Enum.Parse<V1.IndicatorType>(Type),
                Value = Value,
                Suppressed = Suppressed,
                Entered = Entered,
                Period = new() { Type = System.Enum.Parse<V1.PeriodType>(Period), Year = Year, Month = Month },
            };
            if (Denominator is { } denominator) message.Denominator = denominator;
            return message;
        }
    }
}
