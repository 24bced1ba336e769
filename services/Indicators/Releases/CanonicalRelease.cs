using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Indicators.Releases;

/// <summary>
/// The one spelling of a release, so that its SHA-256 digest is the same for whoever computes it: JSON in UTF-8 without spaces,
/// members in the order of <see cref="Envelope"/>, figures in the release's own order, the time in UTC to the microsecond. The
/// digest of the collective's release before it is a member, so each digest vouches for the whole chain. What it says is its
/// last member, which is the same text before anybody approved it; docs/releases.md shows one.
/// </summary>
public static class CanonicalRelease
{
    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Json(V1.Release release) =>
        JsonSerializer.Serialize(
            new Envelope(
                release.Id,
                release.ReleasedAt.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                release.PreviousDigest,
                release.KeyId,
                Said(release)
            ),
            Spelling
        );

    /// <summary>
    /// What a release says, apart from its id, its time, its place in the chain and its key: what the executive approves.
    /// </summary>
    public static string Content(V1.Release release) => JsonSerializer.Serialize(Said(release), Spelling);

    /// <summary>
    /// The content within a release's canonical JSON, word for word; all of it for what was released before there were
    /// signatures.
    /// </summary>
    public static string ContentOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("content", out var content) ? content.GetRawText() : json;
    }

    public static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Figures alone, in the same spelling.</summary>
    public static string Figures(IEnumerable<V1.Figure> figures) => JsonSerializer.Serialize(Lines(figures), Spelling);

    public static IReadOnlyList<V1.Figure> ReadFigures(string json) =>
        [.. JsonSerializer.Deserialize<Line[]>(json, Spelling)!.Select(l => l.ToMessage())];

    /// <summary>
    /// The release without its digest and signature. What was released before there were signatures has its content around the
    /// envelope.
    /// </summary>
    public static V1.Release Read(string json)
    {
        var envelope = JsonSerializer.Deserialize<Envelope>(json, Spelling)!;
        var content = envelope.Content ?? JsonSerializer.Deserialize<Said>(json, Spelling)!;
        return new()
        {
            Id = envelope.Id,
            Collective = content.Collective,
            Year = content.Year,
            Month = content.Month,
            Revision = Math.Max(1, content.Revision),
            Reason = ReleaseCodes.Reason(content.Reason ?? ""),
            DictionaryVersion = content.Dictionary,
            PreviousDigest = envelope.Previous,
            KeyId = envelope.KeyId ?? "",
            ReleasedAt = DateTimeOffset.Parse(envelope.ReleasedAt, CultureInfo.InvariantCulture).ToTimestamp(),
            Figures = { content.Figures.Select(l => l.ToMessage()) },
        };
    }

    /// <summary>The same of a text that may be anything; null when it is no release.</summary>
    public static V1.Release? TryRead(string json)
    {
        try
        {
            return Read(json);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }

    private static Said Said(V1.Release r) =>
        new(r.Collective, r.Year, r.Month, r.Revision, ReleaseCodes.Of(r.Reason), r.DictionaryVersion, Lines(r.Figures));

    private static Line[] Lines(IEnumerable<V1.Figure> figures) =>
        [
            .. figures.Select(f => new Line(
                $"{f.Period.Type}",
                f.Period.Year,
                f.Period.Month,
                f.Indicator,
                f.Part,
                ReleaseCodes.Of(f.AgeBand),
                ReleaseCodes.Of(f.Gender),
                $"{f.Type}",
                f.Value,
                f.HasDenominator ? f.Denominator : null,
                f.Suppressed,
                f.Entered
            )),
        ];
}

internal sealed record Envelope(string Id, string ReleasedAt, string Previous, string KeyId, Said? Content);

internal sealed record Said(string Collective, int Year, int Month, int Revision, string Reason, string Dictionary, Line[] Figures);

internal sealed record Line(
    string Period,
    int Year,
    int Month,
    string Indicator,
    string Part,
    string AgeBand,
    string Gender,
    string Type,
    long Value,
    long? Denominator,
    bool Suppressed,
    bool Entered
)
{
    public V1.Figure ToMessage()
    {
        var message = new V1.Figure
        {
            Indicator = Indicator,
            Part = Part,
            AgeBand = ReleaseCodes.AgeBand(AgeBand ?? ""),
            Gender = ReleaseCodes.Gender(Gender ?? ""),
            Type = System.Enum.Parse<V1.IndicatorType>(Type),
            Value = Value,
            Suppressed = Suppressed,
            Entered = Entered,
            Period = new()
            {
                Type = System.Enum.Parse<V1.PeriodType>(Period),
                Year = Year,
                Month = Month,
            },
        };
        if (Denominator is { } denominator)
            message.Denominator = denominator;
        return message;
    }
}
