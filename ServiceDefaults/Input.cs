using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sangam;

/// <summary>Reads the fields of a request; what cannot be accepted is refused with the field's name.</summary>
public static partial class Input
{
    /// <summary>An id of a record: <c>not_found</c> when it is not even an id, so that a guess learns nothing.</summary>
    public static Guid Id(string value) => Guid.TryParse(value, out var id) ? id : throw Refusal.Missing();

    /// <summary>An id inside a request: <c>bad_id</c> names the field.</summary>
    public static Guid Id(string value, string field) =>
        Guid.TryParse(value, out var id) ? id : throw Refusal.Invalid(field, "bad_id", "This is not an id.");

    /// <summary>
    /// Trimmed, normalised text of 1 to <paramref name="longest"/> characters without control characters (<c>required</c>,
    /// <c>too_long</c>, <c>bad_text</c>).
    /// </summary>
    public static string Required(string value, string field, int longest)
    {
        var text = Optional(value, field, longest);
        return text.Length > 0 ? text : throw Refusal.Invalid(field, "required", "This must be filled in.");
    }

    /// <summary>Like <see cref="Required"/>, but may be empty. Line breaks are kept when <paramref name="lines"/> says so.</summary>
    public static string Optional(string value, string field, int longest, bool lines = false)
    {
        string text;
        try
        {
            text = value.Trim().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            throw Refusal.Invalid(field, "bad_text", "This contains characters that cannot be kept.");
        }
        if (text.Length > longest)
            throw Refusal.Invalid(
                field,
                "too_long",
                $"This may have at most {longest.ToString("N0", CultureInfo.InvariantCulture)} characters."
            );
        if (text.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')))
            throw Refusal.Invalid(field, "bad_text", "This contains characters that cannot be kept.");
        return text;
    }

    /// <summary>A lower-case slug such as a block's code; empty if it was left out (<c>bad_code</c>).</summary>
    public static string Slug(string value, string field) =>
        value.Length == 0 || Code.IsValid(value)
            ? value
            : throw Refusal.Invalid(field, "bad_code", "Use small letters, digits and hyphens only.");

    /// <summary>A value of an enum that is known and not the unspecified one (<c>required</c>, <c>unknown_choice</c>).</summary>
    public static T Choice<T>(T value, string field)
        where T : struct, Enum =>
        EqualityComparer<T>.Default.Equals(value, default) ? throw Refusal.Invalid(field, "required", "Choose one.")
        : Enum.IsDefined(value) ? value
        : throw Refusal.Invalid(field, "unknown_choice", "This choice is not known.");

    public static int Between(int value, int least, int most, string field) =>
        value >= least && value <= most
            ? value
            : throw Refusal.Invalid(
                field,
                "out_of_range",
                string.Create(CultureInfo.InvariantCulture, $"This must be between {least:N0} and {most:N0}.")
            );

    /// <summary>Language tags such as <c>te</c> or <c>hi-IN</c>, each once, at most ten.</summary>
    public static string[] Languages(IEnumerable<string> values, string field)
    {
        var tags = values.Distinct().ToArray();
        return tags.Length <= 10 && tags.All(t => LanguageTag().IsMatch(t))
            ? tags
            : throw Refusal.Invalid(field, "bad_language", "Give at most ten languages by their tags, such as te or en.");
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag();
}
