using System.Text;

namespace Indicators.Exchange.Formats;

/// <summary>One of the three ways in which data values are written.</summary>
/// <param name="Extension">What follows the dot of an address.</param>
/// <param name="Types">Its media types; the first is the one that we say.</param>
public sealed record Format(
    string Extension,
    string[] Types,
    Func<DataValueSet, ExportMoment, byte[]> Write,
    Func<byte[], DataValueSet> Read
)
{
    public static readonly Format Json = new("json", ["application/json", "application/*", "*/*"], JsonValues.Write, JsonValues.Read);
    public static readonly Format Csv = new(
        "csv",
        ["application/csv", "text/csv", "text/*"],
        CsvValues.Write,
        file => CsvValues.Read(file, headings: true)
    );
    public static readonly Format Adx = new("adx", ["application/adx+xml"], AdxValues.Write, AdxValues.Read);
    public static readonly IReadOnlyList<Format> All = [Json, Csv, Adx];

    public string Type => Types[0];

    /// <summary>The one with this extension; the address takes no other.</summary>
    public static Format Named(string extension) => All.Single(f => f.Extension == extension);

    /// <summary>The one that the client would like best (<c>Accept</c>); JSON when it has no wish.</summary>
    /// <exception cref="Refusal"><c>not_offered</c>: it wants something else altogether.</exception>
    public static Format Wished(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().Accept;
        return wishes.Count == 0
            ? Json
            : wishes.OrderByDescending(w => w.Quality ?? 1).Select(w => Of(w.MediaType.Value)).FirstOrDefault(f => f is not null)
                ?? throw Refusal.Invalid("Accept", "not_offered", $"Data values come as {string.Join(", ", All.Select(f => f.Type))}.");
    }

    /// <summary>Which one a body is in, by its declared type.</summary>
    public static Format? Sent(HttpRequest request) => Of(request.GetTypedHeaders().ContentType?.MediaType.Value);

    /// <exception cref="Refusal"><c>bad_encoding</c>.</exception>
    internal static string Text(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Invalid("body", "bad_encoding", "The letters in this file cannot be read. Send it as UTF-8.");
        }
    }

    /// <summary>It cannot be read at all, so nothing of it was taken.</summary>
    internal static Refusal Malformed(string sentence) => Refusal.Invalid("body", "malformed", sentence);

    private static Format? Of(string? type) =>
        type is null ? null : All.FirstOrDefault(f => f.Types.Contains(type, StringComparer.OrdinalIgnoreCase));
}

/// <summary>When an export was made; ADX asks for it.</summary>
public readonly record struct ExportMoment(DateTimeOffset At);
