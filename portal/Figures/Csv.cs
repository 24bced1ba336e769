using System.Globalization;
using System.Text;

namespace Portal.Figures;

/// <summary>A sheet in CSV (UTF-8). Text that a spreadsheet would run as a formula is made plain.</summary>
public sealed class Csv(params IEnumerable<string> columns)
{
    private readonly StringBuilder sheet = Line(new(), columns);

    /// <summary>A cell is a text, a number, a yes or no, or null for nothing.</summary>
    public void Add(params IEnumerable<object?> cells) => Line(sheet, cells.Select(Text));

    public IResult File(string name) => Results.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(ToString())], "text/csv; charset=utf-8", $"{name}.csv");

    public override string ToString() => sheet.ToString();

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static StringBuilder Line(StringBuilder sheet, IEnumerable<string> cells) => sheet.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string text)
    {
        var visible = string.Concat(text.Where(letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format));
        if (visible.TrimStart() is ['=' or '+' or '-' or '@', ..]) visible = "'" + visible;
        return visible.AsSpan().ContainsAny(",\"'") ? $"\"{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : visible;
    }
}
