using System.Globalization;
using System.Text;

namespace Membership.Members;

/// <summary>A word of a member's chosen name, as it is searched for: in small letters, in any script.</summary>
public sealed class NameWord(Guid memberId, string word)
{
    /// <summary>The last character there is: between a beginning and that with this behind it lie all words that begin so.</summary>
    private const string Last = "\U0010FFFF";

    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private init; } = memberId;
    public string Word { get; private init; } = word;

    /// <summary>
    /// The words in a text, each once. Marks such as vowel signs belong to a word; joiners, which are not seen, do not matter.
    /// </summary>
    public static IReadOnlyCollection<string> In(string text)
    {
        var words = new HashSet<string>();
        var word = new StringBuilder();
        foreach (var rune in text.ToLowerInvariant().EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    continue;
                case <= UnicodeCategory.OtherNumber: // letters, marks and numbers come first
                    word.Append(rune.ToString());
                    break;
                default:
                    End();
                    break;
            }
        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Just behind the last word that begins with this.</summary>
    public static string After(string beginning) => beginning + Last;
}
