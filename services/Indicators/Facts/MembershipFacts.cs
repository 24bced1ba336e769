using Sangam.Events;

namespace Indicators.Facts;

/// <summary>What membership tells of groups, elections, resolutions, centres and public events.</summary>
internal static class MembershipFacts
{
    public static Fact[] ToFacts(this GroupFormed e) =>
        [
            new()
            {
                Kind = FactKind.Group,
                SourceId = e.GroupId,
                Day = e.FormedOn,
                Category = e.Kind.Value,
            },
        ];

    public static Fact[] ToFacts(this GroupMet e) =>
        [
            new()
            {
                Kind = FactKind.GroupMeeting,
                SourceId = e.MeetingId,
                Day = e.MetOn,
                GroupId = e.GroupId,
                Qualifier = e.HasMinute ? "minuted" : "",
                Amount = e.Attendance,
                Revision = e.Revision,
                Withdrawn = e.Withdrawn,
            },
        ];

    public static Fact[] ToFacts(this GroupClosed e) =>
        [
            new()
            {
                Kind = FactKind.GroupClosed,
                SourceId = e.GroupId,
                Day = e.ClosedOn,
            },
        ];

    public static Fact[] ToFacts(this ElectionCertified e) =>
        [
            new()
            {
                Kind = FactKind.Election,
                SourceId = e.ElectionId,
                Day = e.CertifiedOn,
                Amount = e.Ballots,
                OutOf = e.Roll,
            },
        ];

    public static Fact[] ToFacts(this ResolutionChanged e) =>
        [
            new()
            {
                Kind = FactKind.Resolution,
                SourceId = e.ResolutionId,
                Day = e.DueOn ?? e.AdoptedOn,
                Category = e.DueOn is null ? "" : "due",
                Qualifier = e.DoneOn <= e.DueOn ? "on-time" : "",
                Revision = e.Revision,
                Withdrawn = e.Withdrawn,
            },
        ];

    public static Fact[] ToFacts(this SelfAssessed e) =>
        [
            new()
            {
                Kind = FactKind.SelfAssessment,
                SourceId = e.AssessmentId,
                Day = e.AssessedOn,
                Amount = e.Score,
                OutOf = e.Maximum,
            },
        ];

    public static Fact[] ToFacts(this CentreDayRecorded e) =>
        [
            new()
            {
                Kind = FactKind.CentreDay,
                SourceId = e.CentreDayId,
                Day = e.OpenOn,
                Amount = e.Under25 + e.From25To34 + e.From35,
                Revision = e.Revision,
                Withdrawn = e.Withdrawn,
            },
        ];

    public static Fact[] ToFacts(this PublicEventHeld e) =>
        [
            new()
            {
                Kind = FactKind.PublicEvent,
                SourceId = e.EventId,
                Day = e.HeldOn,
                Category = e.Kind.Value,
                Amount = e.Attendance,
                Revision = e.Revision,
                Withdrawn = e.Withdrawn,
            },
        ];
}
