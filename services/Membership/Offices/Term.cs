using Membership.Members;

namespace Membership.Offices;

/// <summary>Somebody's time in an office, both days included: a member, or a person of the staff.</summary>
public sealed class Term
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OfficeId { get; init; }
    public Guid? MemberId { get; init; }

    /// <summary>Loaded where her name is shown; null for staff.</summary>
    public Member? Member { get; init; }

    /// <summary>What a person of the staff is, e.g. <c>programme manager</c>; empty for a member.</summary>
    public string HeldBy { get; init; } = "";

    /// <summary>The certified election that filled the seat; null when it was filled otherwise.</summary>
    public Guid? ElectionId { get; init; }

    /// <summary>It is one of the seats reserved for a sub-group.</summary>
    public bool Reserved { get; init; }

    /// <summary>Her first, second … term in this office without a break.</summary>
    public required int InARow { get; init; }
    public required DateOnly StartedOn { get; init; }

    /// <summary>The last day of the term as it was set; null when the office has no term.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Her last day, once it is over.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>
    /// Held by a member of the collective on that day: staff never counts, nor does somebody who has left. Needs <see
    /// cref="Member"/>.
    /// </summary>
    public bool ByMember(DateOnly day) => Member?.BelongsOn(day) == true;

    /// <exception cref="Refusal"><c>before_start</c>, <c>already_ended</c>.</exception>
    public void End(DateOnly day)
    {
        if (EndedOn is not null)
            throw Refusal.NotNow("already_ended", "This term has ended.");
        if (day < StartedOn)
            throw Refusal.Invalid("ended_on", "before_start", "The term had not begun by that day.");
        EndedOn = day;
    }
}
