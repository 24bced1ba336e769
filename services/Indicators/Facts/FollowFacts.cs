using Sangam.Events;

namespace Indicators.Facts;

public static class FactEvents
{
    /// <summary>Keeps what the other services tell as facts, in whatever order it comes.</summary>
    public static Subscriptions<IndicatorsDb> FollowFacts(this Subscriptions<IndicatorsDb> events) =>
        events
            .On<GroupFormed>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<GroupMet>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<GroupClosed>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<ElectionCertified>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<ResolutionChanged>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<SelfAssessed>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<CentreDayRecorded>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<PublicEventHeld>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<TrainingHeld>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<OrientationHeld>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<ApplicationFiled>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<ApplicationDecided>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<LegalHelpGiven>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<CounsellingHeld>((db, e, token) => db.KeepAsync(e.ToFacts(), token))
            .On<StoryPublished>((db, e, token) => db.KeepAsync(e.ToFacts(), token));
}
