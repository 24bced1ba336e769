namespace Sangam.Events;

/// <summary>A member was given legal help on a day.</summary>
[EventType("protection.legal-help-given.v1")]
public sealed record LegalHelpGiven(Guid HelpId, Guid MemberId, DateOnly GivenOn) : IEvent;

/// <summary>A counselling session was held with a member.</summary>
[EventType("protection.counselling-held.v1")]
public sealed record CounsellingHeld(Guid SessionId, Guid MemberId, DateOnly HeldOn) : IEvent;

/// <summary>A story was published. <paramref name="Authorised"/>: the person in it agreed in writing.</summary>
[EventType("protection.story-published.v1")]
public sealed record StoryPublished(Guid StoryId, DateOnly PublishedOn, bool Identifying, bool Authorised) : IEvent;
