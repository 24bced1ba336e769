using System.Globalization;
using System.Text;

namespace Sangam.Sheets;

public static class SheetText
{
    /// <summary>
    /// The text without characters that nobody sees (control characters, zero-width ones, marks of direction and byte order),
    /// and with an apostrophe before what a spreadsheet would compute: <c>= + - @</c>, also behind blanks and in the wide forms
    /// that some keyboards write.
    /// </summary>
    public static string Harmless(string text)
    {
        var visible = string.Concat(text.EnumerateRunes().Where(IsVisible));
        return visible.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? "'" + visible : visible;
    }

    private static bool IsVisible(Rune letter) =>
        Rune.GetUnicodeCategory(letter)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
