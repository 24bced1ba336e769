using Sangam.Events;

namespace Indicators.Facts;

/// <summary>What protection tells of legal help, counselling and stories.</summary>
internal static class ProtectionFacts
{
    public static Fact[] ToFacts(this LegalHelpGiven e) =>
        [
            new()
            {
                Kind = FactKind.LegalHelp,
                SourceId = e.HelpId,
                Day = e.GivenOn,
                MemberId = e.MemberId,
            },
        ];

    public static Fact[] ToFacts(this CounsellingHeld e) =>
        [
            new()
            {
                Kind = FactKind.Counselling,
                SourceId = e.SessionId,
                Day = e.HeldOn,
                MemberId = e.MemberId,
            },
        ];

    public static Fact[] ToFacts(this StoryPublished e) =>
        [
            new()
            {
                Kind = FactKind.Story,
                SourceId = e.StoryId,
                Day = e.PublishedOn,
                Category = e.Identifying ? "identifying" : "",
                Qualifier = e.Authorised ? "authorised" : "",
            },
        ];
}
