namespace Sangam.Events;

/// <summary>
/// A collective released a month or a revision of it: the network gets its figures once it is locked, unless it is taken back.
/// </summary>
[EventType("indicators.month-released.v1")]
public sealed record MonthReleased(int Year, int Month) : IEvent;
