using Membership.Elections;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>The counting methods on published examples, and where they stop.</summary>
public sealed class CountTests
{
    /// <summary>
    /// Wikipedia, "Block approval voting", example with comparison (as of 2025): three seats, 10,000 voters, twelve candidates
    /// of two parties and none. The article gives the votes of each; how they lay together on the ballots does not matter to
    /// either method.
    /// </summary>
    private static readonly int[] ApprovalVotes = [4200, 4500, 3900, 5200, 5000, 4700, 4400, 4900, 4400, 3900, 2600, 2300];
    private static readonly int[] PluralityVotes = [3555, 3700, 3600, 2600, 2500, 2400, 2300, 2395, 1900, 1800, 650, 600];

    [Fact]
    public void Approval_elects_those_with_the_most_marks()
    {
        var outcome = Approval.Count(new(3, 0, Runners(12)), Singles(ApprovalVotes), []);

        Assert.Equal([4, 5, 8], outcome.Winners.Select(w => (int)w.Position)); // B1, B2, I2
        Assert.Equal(ApprovalVotes.Select(v => v * Outcome.Vote), outcome.Stages.Single().Votes);
        Assert.Null(outcome.Tie);
    }

    [Fact]
    public void Plurality_with_three_seats_elects_the_largest_party_s_three()
    {
        var outcome = Plurality.Count(new(3, 0, Runners(12)), Singles(PluralityVotes), []);

        Assert.Equal([2, 3, 1], outcome.Winners.Select(w => (int)w.Position)); // A2, A3, A1
        Assert.Equal(PluralityVotes.Select(v => v * Outcome.Vote), outcome.Stages.Single().Votes);
    }

    [Fact]
    public void A_ballot_with_more_marks_than_seats_is_spoiled_by_plurality_and_not_by_approval()
    {
        Pile[] piles = [new([1, 2, 3], 4), new([1, 2], 3), new([], 2)];

        Assert.Equal((3, 6), Plurality.Count(new(2, 0, Runners(3)), piles, []) is var p ? (p.Valid, p.Spoiled) : default);
        Assert.Equal((7, 2), Approval.Count(new(2, 0, Runners(3)), piles, []) is var a ? (a.Valid, a.Spoiled) : default);
    }

    [Fact]
    public void Those_level_where_the_seats_end_wait_for_a_lot()
    {
        Contest contest = new(3, 0, Runners(5));
        Pile[] piles = [new([1], 5), new([2], 3), new([3], 3), new([4], 3), new([5], 1)];
        var waits = Approval.Count(contest, piles, []);
        var drawn = Approval.Count(contest, piles, [new([3, 4, 2])]);

        Assert.Equal(TieKind.Seat, waits.Tie!.Kind);
        Assert.Equal([2, 3, 4], waits.Tie.Between);
        Assert.Equal([1, 3, 4], drawn.Winners.Select(w => (int)w.Position));
        Assert.Null(drawn.Tie);
    }

    [Fact]
    public void Those_level_on_the_same_side_of_the_seats_need_none()
    {
        var outcome = Plurality.Count(new(2, 0, Runners(4)), [new([1, 2], 3), new([3], 1), new([4], 1)], []);

        Assert.Equal([1, 2], outcome.Winners.Select(w => (int)w.Position));
        Assert.Null(outcome.Tie);
    }

    [Fact]
    public void Reserved_seats_are_filled_first_and_the_others_by_whoever_has_most()
    {
        Pile[] piles = [new([1], 9), new([2], 8), new([3], 7), new([4], 2), new([5], 1)];
        Runner[] runners = [new(1), new(2), new(3), new(4, true), new(5, true)];

        Assert.Equal([new(4, true), new(1, false), new(2, false)], Approval.Count(new(3, 1, runners), piles, []).Winners);
        Assert.Equal([new(4, true), new(5, true), new(1, false)], Approval.Count(new(3, 2, runners), piles, []).Winners);
        // Somebody of the sub-group may take an open seat too.
        Assert.Equal(
            [new(1, true), new(2, false)],
            Approval.Count(new(2, 1, [new(1, true), new(2, true), new(3)]), piles[..3], []).Winners
        );
        // A reserved seat that nobody stood for stays empty.
        Assert.Equal([new(1, false)], Approval.Count(new(2, 1, [new(1), new(2), new(3), new(4), new(5)]), piles, []).Winners);
        // A tie for a reserved seat is one among the sub-group.
        Assert.Equal([4, 5], Approval.Count(new(3, 1, runners), [new([1], 3), new([4], 1), new([5], 1)], []).Tie!.Between);
    }

    private static IReadOnlyList<Runner> Runners(int count) => [.. Enumerable.Range(1, count).Select(i => new Runner((short)i))];

    private static IEnumerable<Pile> Singles(int[] votes) => votes.Select((papers, i) => new Pile([(short)(i + 1)], papers));
}
