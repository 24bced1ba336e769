using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Wording;
using Sangam.Common.V1;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Members;

/// <summary>What stands in a member's record, in words.</summary>
internal static class MemberWords
{
    /// <summary>Languages under their own names, so that a member finds hers.</summary>
    public static readonly IReadOnlyList<Option> Languages =
    [
        new("te", "తెలుగు"), new("hi", "हिन्दी"), new("gu", "ગુજરાતી"), new("bn", "বাংলা"), new("mr", "मराठी"),
        new("ta", "தமிழ்"), new("kn", "ಕನ್ನಡ"), new("or", "ଓଡ଼ିଆ"), new("ur", "اردو"), new("en", "English"),
    ];

    public static string Speaks(IEnumerable<string> tags) =>
        string.Join(", ", tags.Select(tag => Languages.FirstOrDefault(language => language.Value == tag)?.Text ?? tag));

    /// <summary>A block by the collective's name for it, or its code as a place is written: <c>new-bhuj</c> is New Bhuj.</summary>
    public static string Block(string code) => OwnWords.Current.Block(code);

    /// <summary>The code of a block as somebody typed its name.</summary>
    public static string BlockCode(string typed) => OwnWords.Current.BlockCode(typed);

    extension(IStringLocalizer words)
    {
        public string Of(AgeBand band) => words[band switch
        {
            AgeBand.Under25 => "18 to 24",
            AgeBand._25To34 => "25 to 34",
            AgeBand._35Plus => "35 or older",
            _ => "not known",
        }];

        public string Of(Gender gender) => words[gender switch
        {
            Gender.Woman => "Woman",
            Gender.Man => "Man",
            Gender.Transgender => "Transgender",
            Gender.Other => "Another",
            Gender.NotSaid => "Does not wish to say",
            _ => "not known",
        }];

        public string Of(ConsentPurpose purpose) => words[purpose switch
        {
            ConsentPurpose.MembershipRecord => "To be on the register",
            ConsentPurpose.Statistics => "To be counted in figures",
            _ => "not known",
        }];

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
