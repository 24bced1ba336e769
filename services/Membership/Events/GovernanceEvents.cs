namespace Sangam.Events;

/// <summary>
/// An office was set up, changed or ended. <paramref name="Kind"/>: <c>governing</c>, <c>signatory</c>, <c>paid-post</c> or
/// <c>committee</c>. The highest <paramref name="Revision"/> holds.
/// </summary>
[EventType("membership.office-changed.v1")]
public sealed record OfficeChanged(Guid OfficeId, Code Kind, int Seats, DateOnly SetUpOn, DateOnly? EndedOn, int Revision) : IEvent;

/// <summary>
/// Somebody took a seat. <paramref name="ByMember"/>: a member, not staff. <paramref name="Elected"/>: by a certified election.
/// <paramref name="WithinLimit"/>: within the limit of terms in a row. <paramref name="SubGroup"/>: she counts herself to a
/// sub-group that the collective recognises.
/// </summary>
[EventType("membership.term-started.v1")]
public sealed record TermStarted(
    Guid TermId,
    Guid OfficeId,
    Code Kind,
    bool ByMember,
    bool Elected,
    bool WithinLimit,
    bool SubGroup,
    DateOnly StartedOn,
    DateOnly? EndsOn
) : IEvent;

/// <summary>Somebody left a seat; <paramref name="EndedOn"/> is the last day.</summary>
[EventType("membership.term-ended.v1")]
public sealed record TermEnded(Guid TermId, DateOnly EndedOn) : IEvent;

/// <summary>
/// An election was certified. <paramref name="Ballots"/>: all that were cast, spoiled ones too; <paramref name="Roll"/>: those
/// who could.
/// </summary>
[EventType("membership.election-certified.v1")]
public sealed record ElectionCertified(Guid ElectionId, DateOnly CertifiedOn, int Roll, int Ballots) : IEvent;

/// <summary>A resolution was adopted, done, opened again or withdrawn. The highest <paramref name="Revision"/> holds.</summary>
[EventType("membership.resolution-changed.v1")]
public sealed record ResolutionChanged(
    Guid ResolutionId,
    DateOnly AdoptedOn,
    DateOnly? DueOn,
    DateOnly? DoneOn,
    bool Withdrawn,
    int Revision
) : IEvent;

/// <summary>The collective assessed itself, in points (Community Ownership and Preparedness Index).</summary>
[EventType("membership.self-assessed.v1")]
public sealed record SelfAssessed(Guid AssessmentId, DateOnly AssessedOn, int Score, int Maximum) : IEvent;

/// <summary>
/// A drop-in centre was open, with its visits by age band. The highest <paramref name="Revision"/> holds; <paramref
/// name="Withdrawn"/>: it was entered by mistake.
/// </summary>
[EventType("membership.centre-day-recorded.v1")]
public sealed record CentreDayRecorded(
    Guid CentreDayId,
    Guid CentreId,
    DateOnly OpenOn,
    int Under25,
    int From25To34,
    int From35,
    bool Withdrawn,
    int Revision
) : IEvent;

/// <summary>
/// A public event took place. <paramref name="Kind"/> as in the calendar, e.g. <c>public-meeting</c>. The highest <paramref
/// name="Revision"/> holds.
/// </summary>
[EventType("membership.public-event-held.v1")]
public sealed record PublicEventHeld(Guid EventId, DateOnly HeldOn, Code Kind, int Attendance, bool Withdrawn, int Revision) : IEvent;
