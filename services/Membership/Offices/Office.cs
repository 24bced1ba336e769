using System.Diagnostics;

namespace Membership.Offices;

/// <summary>An office of the collective with its seats, its term and who holds it.</summary>
public sealed class Office
{
    public const int LongestName = 100,
        MostSeats = 100,
        LongestTerm = 120,
        MostTerms = 20;

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

    /// <summary>Goes up with every change and every seat taken, so that two cannot take the last one; it is the etag.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Those who hold a seat or held one.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>The kind as events and figures name it.</summary>
    public Code KindCode =>
        new(
            Kind switch
            {
                OfficeKind.Governing => "governing",
                OfficeKind.Signatory => "signatory",
                OfficeKind.PaidPost => "paid-post",
                OfficeKind.Committee => "committee",
                _ => throw new UnreachableException(),
            }
        );

    public IEnumerable<Term> HeldOn(DateOnly day) => Terms.Where(t => t.StartedOn <= day && !(t.EndedOn < day));

    /// <summary>How many hold it at the same time, at the most, from a day on.</summary>
    public int MostHeldFrom(DateOnly day) => Starts(day).Max(d => HeldOn(d).Count());

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
    /// <exception cref="Refusal"><c>office_ended</c>, <c>before_set_up</c>, <c>no_seat</c>, <c>term_limit</c>,
    /// <c>already_holds</c>.</exception>
    public Term Seat(Guid member, DateOnly from, Guid? election = null, bool reserved = false)
    {
        RequireExists(from);
        if (Terms.Any(t => t.MemberId == member && !(t.EndedOn < from)))
            throw Refusal.NotNow("already_holds", "She holds this office already.");
        var inARow = InARow(member, from);
        if (inARow > TermLimit)
            throw Refusal.NotNow(
                "term_limit",
                "She has served as many terms in a row as the limit allows; the next one is somebody else's turn."
            );
        return Take(
            new()
            {
                OfficeId = Id,
                MemberId = member,
                ElectionId = election,
                Reserved = reserved,
                InARow = inARow,
                StartedOn = from,
                EndsOn = EndOf(from),
            }
        );
    }

    /// <summary>Notes that somebody of the staff holds a seat, by what she is and not by name.</summary>
    /// <exception cref="Refusal"><c>office_ended</c>, <c>before_set_up</c>, <c>no_seat</c>.</exception>
    public Term SeatStaff(string heldBy, DateOnly from)
    {
        RequireExists(from);
        return Take(
            new()
            {
                OfficeId = Id,
                HeldBy = heldBy,
                InARow = 1,
                StartedOn = from,
                EndsOn = EndOf(from),
            }
        );
    }

    /// <summary>
    /// The seats that are not reserved must not all be taken by others, and a reserved one goes to the sub-group it is kept
    /// for.
    /// </summary>
    /// <param name="inSubGroup">She counts herself to the sub-group of the reserved seats.</param>
    /// <exception cref="Refusal"><c>not_in_sub_group</c>, <c>seat_reserved</c>.</exception>
    public void RequireFitsReservation(DateOnly from, bool reserved, bool inSubGroup)
    {
        if (reserved && (ReservedSeats == 0 || !inSubGroup))
            throw Refusal.NotNow("not_in_sub_group", "This seat is kept for a sub-group that she has not said she belongs to.");
        var kept = reserved ? ReservedSeats : Seats - ReservedSeats;
        var taken = HeldOn(from).Count(t => t.Reserved == reserved);
        if (taken >= kept && HeldOn(from).Count() < Seats)
            throw Refusal.NotNow(
                "seat_reserved",
                reserved
                    ? "Every reserved seat is taken. Give her one of the other seats."
                    : "Only seats that are reserved for a sub-group are left."
            );
    }

    /// <summary>Replaces what may be changed.</summary>
    /// <exception cref="Refusal">A field is wrong, <c>office_ended</c>, <c>seats_held</c>.</exception>
    public void Become(OfficeTraits traits, DateOnly today)
    {
        if (EndedOn is not null)
            throw Ended();
        if (traits.Seats < MostHeldFrom(today))
            throw Refusal.Invalid("seats", "seats_held", "More hold this office than it would have seats.");
        Name = traits.Name;
        Seats = traits.Seats;
        HasVote = traits.HasVote;
        TermMonths = traits.TermMonths;
        TermLimit = traits.TermLimit;
        ReservedSeats = traits.ReservedSeats;
        ReservedFor = traits.ReservedFor;
        Revision++;
    }

    /// <summary>Ends the office on a day, and with it every term that goes on.</summary>
    /// <returns>The terms that ended.</returns>
    /// <exception cref="Refusal"><c>office_ended</c>, <c>before_set_up</c>, <c>held_later</c>.</exception>
    public IReadOnlyList<Term> End(DateOnly day)
    {
        if (EndedOn is not null)
            throw Ended();
        if (day < SetUpOn)
            throw Refusal.Invalid("ended_on", "before_set_up", "The office had not been set up by that day.");
        if (Terms.Any(t => t.StartedOn > day || t.EndedOn > day))
            throw Refusal.Invalid("ended_on", "held_later", "Somebody held this office after that day. Choose a later one.");
        EndedOn = day;
        Revision = Revision + 1;
        var open = Terms.Where(t => t.EndedOn is null).ToList();
        open.ForEach(t => t.End(day));
        return open;
    }

    private DateOnly? EndOf(DateOnly from) => TermMonths is { } months ? from.AddMonths(months).AddDays(-1) : null;

    private void RequireExists(DateOnly day)
    {
        if (EndedOn is not null)
            throw Ended();
        if (day < SetUpOn)
            throw Refusal.Invalid("started_on", "before_set_up", "The office had not been set up by that day.");
    }

    private Term Take(Term term)
    {
        if (MostHeldFrom(term.StartedOn) >= Seats)
            throw Refusal.NotNow("no_seat", "Every seat of this office is taken on that day.");
        Terms.Add(term);
        Revision++;
        return term;
    }

    private IEnumerable<DateOnly> Starts(DateOnly from) => Terms.Select(t => t.StartedOn).Where(d => d > from).Append(from);

    private static Refusal Ended() => Refusal.NotNow("office_ended", "This office has ended.");
}
