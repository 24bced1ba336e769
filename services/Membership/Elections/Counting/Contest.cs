namespace Membership.Elections;

/// <summary>What is counted: seats, those that are reserved among them, and the candidates by their position on the ballot.</summary>
public sealed record Contest(int Seats, int Reserved, IReadOnlyList<Runner> Runners)
{
    /// <summary>
    /// The reserved seats that somebody of the sub-group stands for. A reserved seat that nobody of it stood for stays empty.
    /// </summary>
    public int ReservedWanted => Math.Min(Reserved, Runners.Count(r => r.OfSubGroup));

    /// <summary>The most seats that those outside the sub-group can take.</summary>
    public int OpenSeats => Seats - Reserved;

    /// <summary>How many can be elected at all.</summary>
    public int Winners
    {
        get
        {
            var inside = Runners.Count(r => r.OfSubGroup);
            return Reserved == 0 ? Math.Min(Seats, Runners.Count) : Math.Min(Seats, inside + Math.Min(Runners.Count - inside, OpenSeats));
        }
    }
}

/// <param name="Position">On the ballot, from 1.</param>
/// <param name="OfSubGroup">She had declared, when she was nominated, the sub-group for which seats are reserved.</param>
public sealed record Runner(short Position, bool OfSubGroup = false);

/// <summary>
/// Ballots that are marked alike: positions, in order of preference where candidates are ranked. Without marks they are
/// spoiled.
/// </summary>
public sealed record Pile(IReadOnlyList<short> Marks, int Papers);

/// <summary>
/// Candidates in the order in which a lot named them. Who was drawn earlier goes before who was drawn later, for the rest of
/// the count.
/// </summary>
public sealed record DrawnLot(IReadOnlyList<short> Order);
