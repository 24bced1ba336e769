using Sangam.Events;

namespace Indicators.Facts;

/// <summary>What livelihood tells of applications for entitlements.</summary>
internal static class LivelihoodFacts
{
    public static Fact[] ToFacts(this ApplicationFiled e) =>
        [
            new()
            {
                Kind = FactKind.ApplicationFiled,
                SourceId = e.ApplicationId,
                Day = e.FiledOn,
                MemberId = e.MemberId,
                Category = e.Indicator.Value,
            },
        ];

    public static Fact[] ToFacts(this ApplicationDecided e) =>
        [
            new()
            {
                Kind = FactKind.ApplicationDecided,
                SourceId = e.ApplicationId,
                Day = e.DecidedOn,
                MemberId = e.MemberId,
                Category = e.Indicator.Value,
                Qualifier = e.Outcome.Value,
            },
        ];
}
