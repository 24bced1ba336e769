using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Sangam;

/// <summary>
/// A word from a closed vocabulary, or a digest: lower-case letters, digits and hyphens, at most 64. Too narrow to hold a
/// sentence.
/// </summary>
[JsonConverter(typeof(CodeJson))]
public readonly partial record struct Code
{
    private readonly string? value;

    /// <exception cref="FormatException">The text is not a code.</exception>
    public Code(string value) => this.value = Pattern().IsMatch(value) ? value : throw new FormatException("Not a code.");

    public string Value => value ?? "";

    public static bool IsValid(string value) => Pattern().IsMatch(value);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();

    private sealed class CodeJson : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
