namespace Membership.Elections;

/// <summary>
/// Plurality with several seats (block vote): every voter marks at most as many candidates as there are seats, and those marked
/// most often are elected. A ballot with more marks is spoiled. Seats, reserved ones and ties are as in <see
/// cref="MostVotes"/>.
/// </summary>
public static class Plurality
{
    public static Outcome Count(Contest contest, IEnumerable<Pile> piles, IReadOnlyList<DrawnLot> lots) =>
        MostVotes.Count(contest, piles, lots, pile => pile.Marks.Count <= contest.Seats);
}
