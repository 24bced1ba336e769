namespace Sangam.Events;

/// <summary>
/// An application for an entitlement was handed in. <paramref name="Indicator"/> is its row of the dictionary, <c>l1</c> to
/// <c>l7</c>.
/// </summary>
[EventType("livelihood.application-filed.v1")]
public sealed record ApplicationFiled(Guid ApplicationId, Guid MemberId, Code Entitlement, Code Indicator, DateOnly FiledOn) : IEvent;

/// <summary>
/// An application was decided. <paramref name="Outcome"/>: <c>received</c>, <c>refused</c> or <c>declined</c>; <paramref
/// name="FiledOn"/> is null when she declined before filing.
/// </summary>
[EventType("livelihood.application-decided.v1")]
public sealed record ApplicationDecided(
    Guid ApplicationId,
    Guid MemberId,
    Code Entitlement,
    Code Indicator,
    Code Outcome,
    DateOnly? FiledOn,
    DateOnly DecidedOn
) : IEvent;
