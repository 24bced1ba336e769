namespace Sangam.Events;

/// <summary>A training session was held; <paramref name="Attended"/> are the members who were present or late.</summary>
[EventType("training.session-held.v1")]
public sealed record TrainingHeld(Guid SessionId, DateOnly HeldOn, Code Topic, IReadOnlyList<Guid> Attended) : IEvent;

/// <summary>
/// Outsiders were oriented. <paramref name="Audience"/> and <paramref name="Mode"/> (<c>offline</c>, <c>online</c>) are codes;
/// <paramref name="Tokens"/> are keyed digests that tell repeat from new within one financial year and cannot be traced back.
/// </summary>
[EventType("training.orientation-held.v1")]
public sealed record OrientationHeld(Guid OrientationId, DateOnly HeldOn, Code Audience, Code Mode, int Count, IReadOnlyList<Code> Tokens)
    : IEvent;
