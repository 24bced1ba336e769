using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests;

/// <summary>A text that the source of the portal looks up, such as <c>@L["Enrol a member"]</c>, in the area that it is of.</summary>
internal sealed record LookedUp(string Area, string Key, string File);

/// <summary>The texts that pages look up, read from their source.</summary>
internal static partial class TextsOfPages
{
    private const string Pages = "portal/Components/Pages/";

    private static readonly Lazy<IReadOnlyList<LookedUp>> Known = new(() => [.. Sources().SelectMany(Of)]);

    /// <summary>The folders of pages.</summary>
    public static IReadOnlyList<string> Areas =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, Pages)).Select(folder => Path.GetFileName(folder))];

    public static IReadOnlyList<LookedUp> All => Known.Value;

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "portal"), "*.*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<LookedUp> Of(string file)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, file));
        var area = file.StartsWith(Pages, StringComparison.Ordinal) ? file[Pages.Length..].Split('/')[0] : "Common";
        foreach (Match lookUp in LookUp.Matches(source))
        {
            var of = lookUp.Groups["common"].Success ? "Common" : area;
            var keys = Keys(source, lookUp.Index + lookUp.Length);
            if (keys.Count == 0)
                throw new InvalidDataException($"{file}: a text is looked up that does not stand there: {lookUp.Value}…");
            foreach (var key in keys.Where(key => key != ""))
                yield return new(of, key, file);
        }
    }

    /// <summary>The literals that the first argument of a look-up can be; several in a <c>switch</c> or after <c>?</c>.</summary>
    private static List<string> Keys(string source, int at)
    {
        var keys = new List<string>();
        for (var depth = 0; ; at++)
        {
            var c = source[at];
            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}' && depth-- == 0)
                return keys;
            else if (c == ',' && depth == 0)
                return keys;
            else if (c == '"')
                at = Take(source, at, keys);
        }
    }

    /// <summary>Reads the literal that begins here, and adds it unless it is only compared with. Its last place.</summary>
    private static int Take(string source, int start, List<string> keys)
    {
        var text = new StringBuilder();
        var at = start + 1;
        for (; source[at] != '"'; at++)
        {
            if (source[at] == '\\')
                at++;
            text.Append(source[at]);
        }
        var before = source[..start].TrimEnd();
        if (before[^1] == '+' && keys.Count > 0)
            keys[^1] += text;
        else if (!Compared.IsMatch(source[(at + 1)..Math.Min(source.Length, at + 20)]) && !before.EndsWith("==", StringComparison.Ordinal))
            keys.Add(text.ToString());
        return at;
    }

    [GeneratedRegex("""(?<![\w."])(?:L|Own|words|(?<common>(?:Wording\.)?Words\.Common))\[""")]
    private static partial Regex LookUp { get; }

    /// <summary>A literal that is a pattern of a <c>switch</c>.</summary>
    [GeneratedRegex("""^\s*(?:=>|or )""")]
    private static partial Regex Compared { get; }
}
