using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace Portal.Wording;

/// <summary>
/// What the pages of one area say, in the reader's language. An area is a folder of pages. The English sentence in the page is
/// the key. It is looked up in <c>Resources/&lt;Area&gt;.&lt;language&gt;.resx</c>, then among the words that all areas share
/// (<c>Common</c>). So the same English words may mean different things in two areas. A sentence without a translation is shown
/// in English rather than not at all.
/// </summary>
public sealed class Words : IStringLocalizer
{
    private const string PagesNamespace = "Portal.Components.Pages.";
    private static readonly ConcurrentDictionary<string, Words> Areas = [];

    /// <summary>By language, then by area. A language is offered as soon as there are resources of it.</summary>
    private static readonly FrozenDictionary<string, Vocabulary> Vocabularies = Vocabulary.ReadAll(typeof(Words).Assembly);

    private readonly string area;

    private Words(string area) => this.area = area;

    /// <summary>The languages the portal speaks, each with its own name for itself; English first.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages =
    [
        ("en", "English"),
        .. Vocabularies.Keys.Order(StringComparer.Ordinal).Select(code => (code, new CultureInfo(code).NativeName)),
    ];

    /// <summary>What all areas share.</summary>
    public static Words Common { get; } = OfArea("Common");

    /// <summary>What the services say: refusals, and the names of indicators, entitlements and accounts of the books.</summary>
    public static Words OfServices { get; } = OfArea("Services");

    /// <summary>The words of the area that a page, or a class beside the pages, belongs to by its namespace.</summary>
    public static Words Of(Type type) =>
        OfArea(
            type.Namespace?.StartsWith(PagesNamespace, StringComparison.Ordinal) == true
                ? type.Namespace[PagesNamespace.Length..].Split('.')[0]
                : "Common"
        );

    public LocalizedString this[string name] =>
        Vocabularies.TryGetValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var vocabulary)
        && vocabulary.Find(area, name) is { } found
            ? new(name, found)
            : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var words = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, words.Value, arguments), words.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => throw new NotSupportedException();

    private static Words OfArea(string area) => Areas.GetOrAdd(area, name => new(name));

    /// <summary>All translations into one language.</summary>
    private sealed record Vocabulary(FrozenDictionary<string, FrozenDictionary<string, string>> Areas)
    {
        public string? Find(string area, string key) => In(area, key) ?? In("Common", key);

        public static FrozenDictionary<string, Vocabulary> ReadAll(Assembly portal) =>
            Directory
                .EnumerateFiles(AppContext.BaseDirectory, $"{portal.GetName().Name}.resources.dll", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
                .ToFrozenDictionary(language => language, language => Read(portal.GetSatelliteAssembly(new CultureInfo(language))));

        private static Vocabulary Read(Assembly satellite) =>
            new(satellite.GetManifestResourceNames().ToFrozenDictionary(AreaOf, name => Entries(satellite, name)));

        /// <summary><c>Portal.Resources.Elections.te.resources</c> is of the area <c>Elections</c>.</summary>
        private static string AreaOf(string resource) => resource.Split('.')[^3];

        private static FrozenDictionary<string, string> Entries(Assembly satellite, string name)
        {
            using var reader = new ResourceReader(satellite.GetManifestResourceStream(name)!);
            return reader.Cast<DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        }

        private string? In(string area, string key) =>
            Areas.TryGetValue(area, out var words) && words.TryGetValue(key, out var found) ? found : null;
    }
}
