using System.Globalization;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Members.Consents;

/// <summary>
/// The notice that is read to a member before she is asked (Digital Personal Data Protection Act 2023, s. 5 and 6, and Rules
/// 2025, rule 3: what is kept, what for, what happens if she says no, how to take it back, where to complain). Its version is
/// kept with her answer: a change of the words in any language is a new version, and whoever answered to an older one is to be
/// asked again.
/// </summary>
internal static class ConsentNotice
{
    private static Words Own => Words.Of(typeof(ConsentNotice));

    private static string TakenBack => Own["You can take your yes back on any day, on your own page or by one word to your facilitator."];

    private static string Complaint =>
        Own["If something is not right, tell your leaders. You can also complain to the Data Protection Board of India."];

    private static string[] Record =>
        [
            Own[
                "The collective would like to keep your chosen name, your age group, "
                    + "your gender, your area and your languages, so that it knows its members."
            ],
            Own["It stays with the collective. Nobody outside sees it."],
            Own[
                "You can ask to see it, correct it or end it on any day. "
                    + "That takes one word from you, and no help that you receive depends on it."
            ],
            Complaint,
        ];

    private static string[] Statistics =>
        [
            Own[
                "The collective would like to count you in its figures: how many members there are, "
                    + "how many came to a training, how many received what is theirs."
            ],
            Own["Only numbers leave the collective, and only after its elected leaders have agreed. Numbers from 1 to 4 are never sent."],
            Own["You are a full member with a yes and with a no, and you can change your answer on any day."],
            Complaint,
        ];

    private static string[] HealthReferral =>
        [
            Own[
                "When you ask for a doctor or a health service, the collective would like to arrange it for you, "
                    + "and tell that service your chosen name and what you need from it."
            ],
            Own["Only the service that you choose is told, each time after asking you. What illness you have is never written down here."],
            Own["If you say no, nothing is lost: you stay a full member, and you can go to any health service by yourself."],
            TakenBack,
            Complaint,
        ];

    private static string[] LegalAid =>
        [
            Own[
                "When you ask for help with the law, the collective would like to write down "
                    + "your matter and the help that is given, so that those who help you can follow it."
            ],
            Own["Only those who work on your matter can read it."],
            Own[
                "If you say no, nothing is lost: you stay a full member, and all other help goes on. "
                    + "Only your matter is then not written down and followed here."
            ],
            TakenBack,
            Complaint,
        ];

    private static string[] Sharing(string partner) =>
        [
            Own[
                "The collective would like to share something about you with {0}: "
                    + "what you choose together with your facilitator, such as your chosen name and how to reach you.",
                partner
            ],
            Own["This is about {0} alone. About anybody else you are asked apart.", partner],
            Own["If you say no, nothing is lost: you stay a full member and receive the same help here."],
            TakenBack,
            Complaint,
        ];

    private static string[] Media =>
        [
            Own[
                "The collective would like to use your photo, your voice or your story, "
                    + "on paper, on the radio or on the internet, to speak for its members."
            ],
            Own["You see it first and can change it. What is on the internet can be copied by others, and can then not be brought back."],
            Own["If you say no, nothing is lost: you stay a full member and receive the same help."],
            TakenBack,
            Complaint,
        ];

    private static readonly Dictionary<ConsentPurpose, string> Versions = new()
    {
        [ConsentPurpose.MembershipRecord] = "2026-1",
        [ConsentPurpose.Statistics] = "2026-1",
        [ConsentPurpose.HealthReferral] = "2026-1",
        [ConsentPurpose.LegalAid] = "2026-1",
        [ConsentPurpose.Sharing] = "2026-1",
        [ConsentPurpose.Media] = "2026-1",
    };

    /// <summary>Everything a member can be asked, in the order in which she is asked.</summary>
    public static readonly IReadOnlyList<ConsentPurpose> Purposes =
    [
        ConsentPurpose.MembershipRecord,
        ConsentPurpose.Statistics,
        ConsentPurpose.HealthReferral,
        ConsentPurpose.LegalAid,
        ConsentPurpose.Sharing,
        ConsentPurpose.Media,
    ];

    /// <summary>The version of each notice that holds now.</summary>
    public static string VersionOf(ConsentPurpose purpose) => Versions[purpose];

    /// <summary>The notice, sentence by sentence, in one of the portal's languages.</summary>
    /// <param name="partner">For sharing: with whom.</param>
    public static IReadOnlyList<string> Of(ConsentPurpose purpose, string language, string partner = "") =>
        In(
            language,
            () =>
                purpose switch
                {
                    ConsentPurpose.Statistics => Statistics,
                    ConsentPurpose.HealthReferral => HealthReferral,
                    ConsentPurpose.LegalAid => LegalAid,
                    ConsentPurpose.Sharing => Sharing(partner),
                    ConsentPurpose.Media => Media,
                    _ => Record,
                }
        );

    /// <summary>The language to read it in: the first of hers that the portal speaks, else the page's.</summary>
    public static string LanguageFor(IEnumerable<string> hers) =>
        hers.FirstOrDefault(tag => Words.Languages.Any(language => language.Code == tag))
        ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static T In<T>(string language, Func<T> read)
    {
        var page = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = page;
        }
    }
}
