using Microsoft.Extensions.Localization;
using Portal.Components.Pages.Accounts;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam;
using Sangam.Common.V1;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Members;

/// <summary>What stands in a member's record, in words.</summary>
internal static class MemberWords
{
    private static Words Own => Words.Of(typeof(MemberWords));

    /// <summary>Languages under their own names, so that a member finds hers.</summary>
    public static readonly IReadOnlyList<Option> Languages =
    [
        new("te", "తెలుగు"),
        new("hi", "हिन्दी"),
        new("gu", "ગુજરાતી"),
        new("bn", "বাংলা"),
        new("mr", "मराठी"),
        new("ta", "தமிழ்"),
        new("kn", "ಕನ್ನಡ"),
        new("or", "ଓଡ଼ିଆ"),
        new("ur", "اردو"),
        new("en", "English"),
    ];

    public static string Speaks(IEnumerable<string> tags) =>
        string.Join(", ", tags.Select(tag => Languages.FirstOrDefault(language => language.Value == tag)?.Text ?? tag));

    /// <summary>One picture for each purpose.</summary>
    public static string Icon(ConsentPurpose purpose) =>
        purpose switch
        {
            ConsentPurpose.Statistics => "chart-column",
            ConsentPurpose.HealthReferral => "heart-handshake",
            ConsentPurpose.LegalAid => "scale",
            ConsentPurpose.Sharing => "link",
            ConsentPurpose.Media => "newspaper",
            _ => "id-card",
        };

    /// <summary>Sub-groups as they are written in one line.</summary>
    public static string SubGroups(IEnumerable<string> codes) => string.Join(", ", codes.Select(OwnWords.Current.SubGroup));

    public static IEnumerable<string> SubGroupCodes(IEnumerable<string> typed) =>
        typed.SelectMany(line => line.Split(',')).Select(OwnWords.Current.SubGroupCode).Where(code => code != "");

    /// <summary>A block by the collective's name for it, or its code as a place is written: <c>new-bhuj</c> is New Bhuj.</summary>
    public static string Block(string code) => OwnWords.Current.Block(code);

    /// <summary>The code of a block as somebody typed its name.</summary>
    public static string BlockCode(string typed) => OwnWords.Current.BlockCode(typed);

    extension(IStringLocalizer words)
    {
        public string Of(AgeBand band) =>
            Own[
                band switch
                {
                    AgeBand.Under25 => "18 to 24",
                    AgeBand._25To34 => "25 to 34",
                    AgeBand._35Plus => "35 or older",
                    _ => "not known",
                }
            ];

        public string Of(Gender gender) =>
            Own[
                gender switch
                {
                    Gender.Woman => "Woman",
                    Gender.Man => "Man",
                    Gender.Transgender => "Transgender",
                    Gender.Other => "Another",
                    Gender.NotSaid => "Does not wish to say",
                    _ => "not known",
                }
            ];

        public string Of(ConsentPurpose purpose) =>
            Own[
                purpose switch
                {
                    ConsentPurpose.MembershipRecord => "To be on the register",
                    ConsentPurpose.Statistics => "To be counted in figures",
                    ConsentPurpose.HealthReferral => "To be helped to a health service",
                    ConsentPurpose.LegalAid => "To be helped with the law",
                    ConsentPurpose.Sharing => "To share with a partner",
                    ConsentPurpose.Media => "Photo, story and media",
                    _ => "not known",
                }
            ];

        /// <summary>The purpose, for sharing with the partner's name.</summary>
        public string Of(ConsentPurpose purpose, string partner) => partner == "" ? words.Of(purpose) : Own["To share with {0}", partner];

        public string Of(ConsentChannel channel) =>
            Own[
                channel switch
                {
                    ConsentChannel.ReadAloud => "read aloud",
                    ConsentChannel.Paper => "on paper",
                    ConsentChannel.OwnAccount => "own account",
                    ConsentChannel.Phone => "on the phone",
                    _ => "not known",
                }
            ];

        /// <summary>When she gave her latest answer, and what it was.</summary>
        public string Said(Consent? consent) =>
            consent?.At is null
                ? Own["Not asked yet"]
                : Own[consent.Given ? "Yes, on {0}" : "No, on {0}", Format.Day(India.DayOf(consent.At.ToDateTimeOffset()))];

        /// <summary>From when to when.</summary>
        public string Span(Date from, Date? to) =>
            to is null ? Own["Since {0}", Format.Day(from)] : Own["{0} to {1}", Format.Day(from), Format.Day(to)];

        /// <summary>What was done with a record, by the code in the audit log.</summary>
        public string Done(string action) =>
            Own[
                action switch
                {
                    "members.read_private" => "Looked at the whole record",
                    "members.export" => "Took the whole record away",
                    "members.enrol" => "Put it on the register",
                    "members.correct" => "Corrected something",
                    "members.move" => "Wrote down a move",
                    "members.end" => "Ended the membership",
                    "members.return" => "Wrote down the return",
                    "consents.record" => "Wrote down an answer",
                    "groups.add_member" => "Added to a group",
                    "groups.remove_member" => "Took out of a group",
                    _ => "Worked with the record",
                }
            ];

        public string Acting(IEnumerable<string> roles)
        {
            var named = roles.Select(RoleName.Of).ToList();
            return named.Count == 0 ? Own["somebody of the collective"] : string.Join(", ", named);
        }

        public IEnumerable<Option> AgeBands =>
            new[] { AgeBand.Under25, AgeBand._25To34, AgeBand._35Plus }.Select(band => Option.Of(band, words.Of(band)));

        public IEnumerable<Option> Genders =>
            [
                Option.Of(Gender.Woman, words.Of(Gender.Woman), "venus"),
                Option.Of(Gender.Transgender, words.Of(Gender.Transgender), "transgender"),
                Option.Of(Gender.Man, words.Of(Gender.Man), "mars"),
                Option.Of(Gender.Other, words.Of(Gender.Other), "circle"),
                Option.Of(Gender.NotSaid, words.Of(Gender.NotSaid), "hand"),
            ];
    }
}
