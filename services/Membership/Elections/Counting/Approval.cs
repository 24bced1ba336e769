namespace Membership.Elections;

/// <summary>
/// Approval voting: every voter marks as many candidates as she likes, and those marked most often are elected (Brams and
/// Fishburn, <em>Approval Voting</em>, 1983; with several seats: block approval voting). Seats, reserved ones and ties are as
/// in <see cref="MostVotes"/>.
/// </summary>
public static class Approval
{
    public static Outcome Count(Contest contest, IEnumerable<Pile> piles, IReadOnlyList<DrawnLot> lots) =>
        MostVotes.Count(contest, piles, lots, _ => true);
}
