using System.Text.RegularExpressions;

namespace Portal.Tests;

/// <summary>
/// Every text that a page says is there in every language, once, and nothing besides. Adding a language is adding its files:
/// these tests then say what is missing.
/// </summary>
public sealed partial class TextsTests
{
    private const string Common = "Common",
        Services = "Services";

    [Fact]
    public void Every_text_of_a_page_is_there_in_every_language()
    {
        var missing =
            from language in Translations.Languages
            from text in TextsOfPages.All
            where !Has(text.Area, language, text.Key) && !Has(Common, language, text.Key)
            select $"{language}, {text.File}: {text.Key}";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Every_translation_is_said_by_a_page_of_its_area()
    {
        var said = TextsOfPages.All.Select(text => (text.Area, text.Key)).ToHashSet();
        var saidAnywhere = TextsOfPages.All.Select(text => text.Key).ToHashSet();
        Assert.Empty(
            Translations
                .All.Where(one => one.Area != Services)
                .Where(one => one.Area == Common ? !saidAnywhere.Contains(one.Key) : !said.Contains((one.Area, one.Key)))
                .Select(Named)
        );
    }

    [Fact]
    public void A_key_stands_once_in_its_area() =>
        Assert.Empty(
            Translations
                .All.GroupBy(one => (one.Area, one.Language, one.Key))
                .Where(same => same.Count() > 1)
                .Select(same => Named(same.First()))
        );

    [Fact]
    public void What_all_areas_share_has_one_meaning()
    {
        var shared = Translations.All.Where(one => one.Area == Common).Select(one => one.Key).ToHashSet();
        Assert.Empty(Translations.All.Where(one => one.Area != Common && shared.Contains(one.Key)).Select(Named));
    }

    [Fact]
    public void Every_file_of_translations_is_of_an_area() =>
        Assert.Empty(Translations.All.Select(one => one.Area).Distinct().Except([.. TextsOfPages.Areas, Common, Services]));

    [Fact]
    public void A_translation_fills_in_what_its_sentence_does() =>
        Assert.Empty(Translations.All.Where(one => !Places(one.Key).SetEquals(Places(one.Text))).Select(Named));

    [Fact]
    public void What_the_services_say_is_there_in_every_language()
    {
        var keys = Translations.All.Where(one => one.Area == Services).Select(one => one.Key).Distinct().ToList();
        Assert.Empty(
            from language in Translations.Languages
            from key in keys
            where !Has(Services, language, key)
            select $"{language}: {key}"
        );
    }

    [Fact]
    public void Every_sentence_of_the_services_is_said_by_one()
    {
        var source = string.Concat(
                new[] { "services", "ServiceDefaults" }
                    .SelectMany(folder =>
                        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*", SearchOption.AllDirectories)
                    )
                    .Where(file => Path.GetExtension(file) is ".cs" or ".json" or ".sql")
                    .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
                    .Select(File.ReadAllText)
            )
            .Replace("\\\"", "\"", StringComparison.Ordinal);
        Assert.Empty(Translations.All.Where(one => one.Area == Services && !IsSaid(one.Key, source)).Select(Named));
    }

    /// <summary>As it stands, or with a number in it that the service fills in.</summary>
    private static bool IsSaid(string sentence, string source) =>
        source.Contains(sentence, StringComparison.Ordinal)
        || Regex.IsMatch(
            source,
            Number.Replace(Regex.Escape(sentence), """(?:[\d,]+|\{[^{}"]+\})"""),
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );

    private static bool Has(string area, string language, string key) => Translations.Keys[(area, language)].Contains(key);

    private static HashSet<string> Places(string text) => [.. Place.Matches(text).Select(place => place.Value)];

    private static string Named(Translation one) => $"{one.Area}.{one.Language}: {one.Key}";

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Place { get; }

    [GeneratedRegex("""\d[\d,]*""")]
    private static partial Regex Number { get; }
}
