using Sangam.Common.V1;

namespace Sangam.Events;

/// <summary>
/// A member joined. <paramref name="Statistics"/>: she agreed to be counted in figures. Each of her consents is told besides,
/// as <see cref="ConsentChanged"/>.
/// </summary>
[EventType("membership.member-enrolled.v1")]
public sealed record MemberEnrolled(Guid MemberId, DateOnly JoinedOn, AgeBand AgeBand, Gender Gender, bool Statistics) : IEvent;

/// <summary>What figures are broken down by was corrected.</summary>
[EventType("membership.member-corrected.v1")]
public sealed record MemberCorrected(Guid MemberId, AgeBand AgeBand, Gender Gender, int Revision) : IEvent;

/// <summary>
/// A membership ended; <paramref name="LeftOn"/> is her last day of her first, second … time as a member (<paramref
/// name="Stint"/>).
/// </summary>
[EventType("membership.membership-ended.v1")]
public sealed record MembershipEnded(Guid MemberId, DateOnly LeftOn, int Stint = 1) : IEvent;

/// <summary>
/// She said yes or no to a purpose: <c>membership-record</c>, <c>health-referral</c>, <c>legal-aid</c>, <c>sharing</c> with one
/// partner (<paramref name="PartnerId"/>), <c>media</c> or <c>statistics</c>. The highest <paramref name="Revision"/> holds, in
/// whatever order they arrive.
/// </summary>
[EventType("membership.consent-changed.v1")]
public sealed record ConsentChanged(Guid MemberId, Code Purpose, bool Given, int Revision, Guid? PartnerId = null) : IEvent;

/// <summary>
/// Somebody who had left is a member again from <paramref name="ReturnedOn"/>, for the second, third … time (<paramref
/// name="Stint"/>).
/// </summary>
[EventType("membership.member-returned.v1")]
public sealed record MemberReturned(Guid MemberId, DateOnly ReturnedOn, int Stint = 2) : IEvent;

/// <summary>
/// A member is to be forgotten: whoever keeps anything about her takes it out of use at once. Against <see
/// cref="ErasureCancelled"/> the highest <paramref name="Revision"/> holds.
/// </summary>
[EventType("membership.member-erased.v1")]
public sealed record MemberErased(Guid MemberId, DateOnly ErasedOn, int Revision = 1) : IEvent;

/// <summary>An erasure was taken back in time. Her membership has ended all the same; if she returns, that is told as ever.</summary>
[EventType("membership.erasure-cancelled.v1")]
public sealed record ErasureCancelled(Guid MemberId, int Revision) : IEvent;
