using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Dictionary;

namespace Portal.Components.Pages.Dictionary;

/// <summary>
/// A page of the dictionary: of the version in its address or the one that holds now, in the language in its address or the
/// page's own.
/// </summary>
public abstract class DictionaryPage : PortalPage
{
    [Inject]
    protected DictionaryClient Dictionary { get; set; } = null!;

    [SupplyParameterFromQuery]
    protected string? Version { get; set; }

    /// <summary>The language of the dictionary's own texts.</summary>
    [SupplyParameterFromQuery]
    protected string? In { get; set; }

    protected async Task<IndicatorDictionary> ReadAsync()
    {
        var language = DictionaryWords.Languages.Any(known => known.Code == In)
            ? In!
            : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return await Dictionary.GetDictionaryAsync(new() { Version = Version ?? "", Language = language });
    }

    /// <summary>A page of the same version; in the reader's own language, when that is what is asked for, without naming it.</summary>
    internal static string Address(string path, IndicatorDictionary dictionary, string? language = null)
    {
        var query = new Dictionary<string, string?>();
        if (!dictionary.Current)
            query["version"] = dictionary.Version;
        if ((language ?? dictionary.Language) is var chosen && chosen != CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
            query["in"] = chosen;
        return QueryHelpers.AddQueryString(path, query);
    }
}
