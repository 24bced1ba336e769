using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Members;

/// <summary>
/// The notice that is read to a member before she is asked (Digital Personal Data Protection Rules 2025, rule 3: what is kept, what for, how to take it
/// back, where to complain). Its version is kept with her answer: a change of the words in any language is a new version.
/// </summary>
internal static class ConsentNotice
{
    public const string Version = "2026-1";

    private static readonly string[] Record =
    [
        "The collective would like to keep your chosen name, your age group, your gender, your area and your languages, so that it knows its members.",
        "It stays with the collective. Nobody outside sees it.",
        "You can ask to see it, correct it or end it on any day. That takes one word from you, and no help that you receive depends on it.",
        "If something is not right, tell your leaders. You can also complain to the Data Protection Board of India.",
    ];

    private static readonly string[] Statistics =
    [
        "The collective would like to count you in its figures: how many members there are, how many came to a training, how many received what is theirs.",
        "Only numbers leave the collective, and only after its elected leaders have agreed. Numbers from 1 to 4 are never sent.",
        "You are a full member with a yes and with a no, and you can change your answer on any day.",
        "If something is not right, tell your leaders. You can also complain to the Data Protection Board of India.",
    ];

    /// <summary>The notice, sentence by sentence, in one of the portal's languages.</summary>
    public static IReadOnlyList<string> Of(ConsentPurpose purpose, string language, IStringLocalizer words) =>
        In(language, () => (purpose == ConsentPurpose.Statistics ? Statistics : Record).Select(sentence => words[sentence].Value).ToList());

    /// <summary>The language to read it in: the first of hers that the portal speaks, else the page's.</summary>
    public static string LanguageFor(IEnumerable<string> hers) =>
        hers.FirstOrDefault(tag => Words.Languages.Any(language => language.Code == tag)) ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static T In<T>(string language, Func<T> read)
    {
        var page = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try { return read(); }
        finally { CultureInfo.CurrentUICulture = page; }
    }
}
