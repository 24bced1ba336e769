using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace Portal.Wording;

/// <summary>
/// What the pages say, in the reader's language. The English sentence in the page is the key; every
/// <c>Resources/&lt;Area&gt;.&lt;language&gt;.resx</c> adds translations to one vocabulary. A sentence without a translation is
/// shown in English rather than not at all.
/// </summary>
public sealed class Words : IStringLocalizer
{
    /// <summary>The languages the portal speaks, each with its own name for itself.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages = [("en", "English"), ("te", "తెలుగు")];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Vocabularies = Languages.ToFrozenDictionary(
        language => language.Code,
        language => Read(language.Code)
    );

    public LocalizedString this[string name] =>
        Vocabulary.TryGetValue(name, out var words) ? new(name, words) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var words = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, words.Value, arguments), words.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        Vocabulary.Select(entry => new LocalizedString(entry.Key, entry.Value));

    private static FrozenDictionary<string, string> Vocabulary =>
        Vocabularies.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, FrozenDictionary<string, string>.Empty);

    private static FrozenDictionary<string, string> Read(string language)
    {
        var portal = typeof(Words).Assembly;
        if (language == "en")
            return FrozenDictionary<string, string>.Empty;

        var words = portal.GetSatelliteAssembly(new CultureInfo(language));
        return words.GetManifestResourceNames().SelectMany(name => Entries(words, name)).ToFrozenDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(Assembly assembly, string name)
    {
        using var reader = new ResourceReader(assembly.GetManifestResourceStream(name)!);
        return [.. reader.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string)entry.Value!))];
    }
}
