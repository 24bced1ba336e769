using Sangam.Events;

namespace Indicators.Facts;

/// <summary>What training tells of sessions and orientations.</summary>
internal static class TrainingFacts
{
    /// <summary>The session, and each member who attended it.</summary>
    public static Fact[] ToFacts(this TrainingHeld e) =>
        [
            new()
            {
                Kind = FactKind.TrainingSession,
                SourceId = e.SessionId,
                Day = e.HeldOn,
                Category = e.Topic.Value,
            },
            .. e
                .Attended.Distinct()
                .Select(member => new Fact
                {
                    Kind = FactKind.TrainingAttendance,
                    SourceId = e.SessionId,
                    Day = e.HeldOn,
                    Category = e.Topic.Value,
                    MemberId = member,
                }),
        ];

    /// <summary>The orientation with its count, and each token that was told.</summary>
    public static Fact[] ToFacts(this OrientationHeld e) =>
        [
            new()
            {
                Kind = FactKind.Orientation,
                SourceId = e.OrientationId,
                Day = e.HeldOn,
                Category = e.Audience.Value,
                Qualifier = e.Mode.Value,
                Amount = e.Count,
            },
            .. e
                .Tokens.Distinct()
                .Select(token => new Fact
                {
                    Kind = FactKind.OrientationToken,
                    SourceId = e.OrientationId,
                    Day = e.HeldOn,
                    Category = e.Audience.Value,
                    Qualifier = e.Mode.Value,
                    Token = token.Value,
                }),
        ];
}
