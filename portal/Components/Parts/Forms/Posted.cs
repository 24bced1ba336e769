using System.Globalization;
using Portal.Wording;
using Sangam.Common.V1;

namespace Portal.Components.Parts.Forms;

/// <summary>
/// What somebody typed into a form, by field. A field is named as in the proto (<c>joined_on</c>), so that a refusal finds it.
/// Reading what does not fit throws <see cref="FieldProblem"/>, which the form shows beside the field.
/// </summary>
public sealed class Posted(IHttpContextAccessor http)
{
    private readonly Dictionary<string, IReadOnlyList<string>> put = [];

    private IFormCollection? Fields => http.HttpContext?.Request is { HasFormContentType: true } request ? request.Form : null;

    /// <summary>The text without spaces around it; empty when nothing was typed.</summary>
    public string this[string field] =>
        put.TryGetValue(field, out var other) ? string.Join(',', other) : Fields?[field].ToString().Trim() ?? "";

    /// <summary>Every value ticked; none when nothing was.</summary>
    public IReadOnlyList<string> All(string field) =>
        put.TryGetValue(field, out var other) ? other : Fields?[field].OfType<string>().ToList() ?? [];

    /// <summary>
    /// Shows something else than was typed, e.g. what somebody else changed meanwhile in a field that was left as it stood.
    /// </summary>
    public void Put(string field, params IReadOnlyList<string> values) => put[field] = values;

    /// <summary>The file that was chosen; null when none was.</summary>
    public IFormFile? File(string field) =>
        http.HttpContext?.Request is { HasFormContentType: true } request ? request.Form.Files.GetFile(field) : null;

    public bool Ticked(string field) => this[field] != "";

    /// <summary>Drawn when the form was made: sent twice, it still does its work once.</summary>
    public string RequestId => this["request_id"];

    /// <summary>The day of a <c>DateField</c>; null when all three boxes are empty.</summary>
    public Date? Day(string field)
    {
        var parts = new[] { this[field + ".year"], this[field + ".month"], this[field + ".day"] };
        if (parts.All(part => part == ""))
            return null;

        var numbers = parts
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .ToList();
        if (numbers is [>= 1900 and <= 2200, >= 1 and <= 12, >= 1] && numbers[2] <= DateTime.DaysInMonth(numbers[0], numbers[1]))
            return new Date
            {
                Year = numbers[0],
                Month = numbers[1],
                Day = numbers[2],
            };
        throw new FieldProblem(field, Words.Common["Write the day as 5 3 2026."]);
    }

    /// <summary>A day that must be given.</summary>
    public Date NeedDay(string field) => Day(field) ?? throw new FieldProblem(field, Words.Common["Write the day as 5 3 2026."]);

    /// <summary>A whole number that must be given.</summary>
    public int NeedNumber(string field) =>
        int.TryParse(
            this[field].Replace(",", "", StringComparison.Ordinal),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw new FieldProblem(field, Words.Common["Write a number, like 25."]);

    /// <summary>The choice made, or the enum's first (unspecified) value when none was: the service then says that one is needed.</summary>
    public TEnum Pick<TEnum>(string field)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(this[field], out var value) && Enum.IsDefined(value) ? value : default;

    /// <summary>Whether it is this form that was sent.</summary>
    internal bool Is(string form) => Fields?["_handler"].ToString() == form;
}

/// <summary>A field that cannot be taken as it was typed, with a sentence that says what to do.</summary>
public sealed class FieldProblem(string name, string sentence) : Exception(sentence)
{
    public string Field => name;
}
