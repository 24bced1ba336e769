namespace Sangam.Events;

/// <summary>A collective released a month: its figures are on the shelf for the network.</summary>
[EventType("indicators.month-released.v1")]
public sealed record MonthReleased(int Year, int Month) : IEvent;
