namespace Membership.Offices;

/// <summary>What an office is for; the community-led test looks at each of the first three.</summary>
public enum OfficeKind
{
    /// <summary>A seat of the body that governs the collective.</summary>
    Governing,

    /// <summary>Somebody who signs for the collective's bank account.</summary>
    Signatory,
    PaidPost,

    /// <summary>A seat of a committee, e.g. the election committee.</summary>
    Committee,
}

/// <summary>An office of the collective with its seats, its term and who holds it.</summary>
public sealed class Office
{
    public const int LongestName = 100;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required OfficeKind Kind { get; init; }
    public required int Seats { get; set; }

    /// <summary>Its holders vote in the body's decisions.</summary>
    public required bool HasVote { get; set; }

    /// <summary>How long a term is; null without one.</summary>
    public int? TermMonths { get; set; }

    /// <summary>How many terms in a row one member may serve; null without a limit.</summary>
    public int? TermLimit { get; set; }

    /// <summary>How many of the seats are kept for members of <see cref="ReservedFor"/>.</summary>
    public int ReservedSeats { get; set; }

    /// <summary>The sub-group's code; empty when no seat is reserved.</summary>
    public string ReservedFor { get; set; } = "";
    public required DateOnly SetUpOn { get; init; }
    public DateOnly? EndedOn { get; set; }
    public int Revision { get; private set; } = 1;

    /// <summary>Those who hold a seat or held one.</summary>
    public List<Term> Terms { get; } = [];

    public IEnumerable<Term> HeldOn(DateOnly day) => Terms.Where(t => t.StartedOn <= day && !(t.EndedOn < day));

    /// <summary>
    /// How many terms in a row the member would be serving with one that starts on that day: the one before it must have ended less than
    /// a term's half before, or it was a break.
    /// </summary>
    public int InARow(Guid member, DateOnly from)
    {
        var last = Terms.Where(t => t.MemberId == member && t.StartedOn < from).MaxBy(t => t.StartedOn);
        return last is not null && !(last.EndedOn < from.AddMonths(-(TermMonths ?? 0) / 2)) ? last.InARow + 1 : 1;
    }

    /// <summary>Gives a member a seat from a day on.</summary>
    /// <param name="election">The certified election that chose her; null when she was appointed.</param>
    /// <exception cref="Refusal"><c>no_seat</c>, <c>term_limit</c>, <c>already_holds</c>.</exception>
    public Term Seat(Guid member, DateOnly from, Guid? election = null, bool reserved = false)
    {
        if (HeldOn(from).Any(t => t.MemberId == member)) throw Refusal.NotNow("already_holds", "She holds this office already.");
        var inARow = InARow(member, from);
        if (inARow > TermLimit) throw Refusal.NotNow("term_limit", $"She has served {TermLimit} terms in a row; the next one is somebody else's turn.");
        return Take(new() { OfficeId = Id, MemberId = member, ElectionId = election, Reserved = reserved, InARow = inARow, StartedOn = from, EndsOn = EndOf(from) });
    }

    /// <summary>Notes that somebody of the staff holds a seat, by what she is and not by name.</summary>
    /// <exception cref="Refusal"><c>no_seat</c>.</exception>
    public Term SeatStaff(string heldBy, DateOnly from) => Take(new() { OfficeId = Id, HeldBy = heldBy, InARow = 1, StartedOn = from, EndsOn = EndOf(from) });

    private DateOnly? EndOf(DateOnly from) => TermMonths is { } months ? from.AddMonths(months).AddDays(-1) : null;

    private Term Take(Term term)
    {
        if (HeldOn(term.StartedOn).Count() >= Seats) throw Refusal.NotNow("no_seat", "Every seat of this office is taken on that day.");
        Terms.Add(term);
        return term;
    }
}
