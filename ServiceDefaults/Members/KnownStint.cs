namespace Sangam.Members;

/// <summary>One of a member's times as a member, both days included, as a service other than membership knows it.</summary>
public sealed class KnownStint
{
    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private set; }

    /// <summary>Her first, second … time.</summary>
    public int Stint { get; private set; }

    /// <summary>Null until the event of her joining or returning has come; others may overtake it.</summary>
    public DateOnly? JoinedOn { get; private set; }

    /// <summary>Null while it lasts, or until the event of its end has come.</summary>
    public DateOnly? LeftOn { get; private set; }

    public bool Holds(DateOnly day) => JoinedOn <= day && !(LeftOn < day);
}
