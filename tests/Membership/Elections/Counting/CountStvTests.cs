using System.Globalization;
using Membership.Elections;
using Sangam.Membership.V1;

namespace Membership.Tests;

public sealed class CountStvTests
{
    /// <summary>
    /// The election of a party's steering committee on 24 July 2005: 94 ballots, 13 candidates, 4 seats. The ballots and the
    /// count by the Scottish rule, stage by stage to five decimal places, are published with the reference results of the Droop
    /// counting package (github.com/jklundell/droop, test/blt/SC.blt and test/ref/dump/SC-scotland-fixed-p5-d5.txt).
    /// </summary>
    private const string SteeringCommittee = """
        19*7 8 9 11 12|13 7 5 4 2 1|5 13 2 7 4 1|13 4 1 2|4 2 13 1 3|4 13 2 7|7 8 12 1 13 9 2 4 11 5|1 13 3 4 7 5 2
        2*4 1 13 7 3 5 2|1 4 13 2 7 5 3 9 8 12 11
        2*7 1 8 9 13 3 2 4 12 5 11|5 1 13 3 2 4 7|7 8 9 3 12 2 13 5 1 4|2*3 13 1 2|4 7 13 5|4 5 13 3 2 1|7 9 8 12 11 2 13
        3*4 3 13 1|13 3 4 1 7 2 5|3 13 4 1 7 2 5
        13 3 4 1 2 5 7|13 1 4 2 5 3 7|13 4 3 1 2 5|3 13 1 4 2 7 5|4 3 13 8|2*1 4 13 7|7 3 4 13 1 5|9 11 8 7|13 3 5 2|4 5 2 3 13
        13 5 2 4 1 3 7|13 5 2 1 7 3 8|7 8 9 12 11
        7 8 4 9 12|13 4 7 2 8|4 13 2 7 1 8|7 8 11 9 12|8 4 7 11 13 9|7 4 2 13|13 1 7 4|4 1 2 13 9 5|1 4 13 5 3 2
        7 5 4 8 11 2 13 1 3 9 12|4 8 7 5 13 2 1 3 9
        3 4 7 2 12 13 8 1 5|2*7 8 11 9|13 2 4 7 5 1|7 8 9 11|2 7 8 12 13 11 1 5 9|4 7 8 2|4 13 5 2 1 3|13 4 7 3 1 5 8 2 9
        4 3 13 1 7|13 4 1 3|4 1 13 3 2 7 8|2 4 13 5
        2 3 4 1 13 7|3 1 4 13|4 3 1 2 11|3 1 4 13 2 7|4 1 2 8 3|2*4 1 5 13 2 3|13 7 3 2 5 4 1|13 5 7 2 4 1|1 13 3 7 2 4 5
        2*13 1 2 7 4 5 3|3 1 4 2 13 7 9 5 8
        """;

    [Fact]
    public void The_published_count_comes_out_stage_by_stage()
    {
        // The lot that the published count took for four candidates without a vote: they go out in this order.
        var outcome = SingleTransferableVote.Count(new(4, 0, Runners(13)), Ballots(SteeringCommittee), [new([12, 11, 10, 6])]);

        Assert.Equal((94, 1_900_000L, 13), (outcome.Valid, outcome.Quota, outcome.Stages.Count));
        Assert.Equal("6 3 8 22 2 0 33 1 1 0 0 0 18", Line(outcome.Stages[0]));
        Assert.Equal("6.84848 3.42424 8.42424 22 2.42424 0 19 12.45448 1.42424 0 0 0 18", Line(outcome.Stages[1]));
        Assert.Equal("7.80300 3.56060 9.24240 19 2.69696 0 19 12.72720 1.42424 0 0 0 18.54544", Line(outcome.Stages[2]));
        Assert.Equal(
            [
                [7],
                [4],
                [6],
                [10],
                [11],
                [12],
                [9],
                [5],
                [13],
                [2],
                [1],
                [8],
            ],
            outcome.Stages.Skip(1).Select(s => s.About.Select(a => (int)a))
        );
        Assert.Equal("7.80300 3.56060 9.24240 19 2.69696 0 19 14.15144 0 0 0 0 18.54544", Line(outcome.Stages[7]));
        Assert.Equal("8.80300 3.69696 9.24240 19 0 0 19 14.57568 0 0 0 0 19.68180", Line(outcome.Stages[8]));
        Assert.Equal("9.01084 3.95360 9.45496 19 0 0 19 14.57568 0 0 0 0 19", Line(outcome.Stages[9]));
        Assert.Equal("9.36448 0 10.59132 19 0 0 19 15.61032 0 0 0 0 19", Line(outcome.Stages[10]));
        Assert.Equal("0 0 16.62204 19 0 0 19 16.59988 0 0 0 0 19", Line(outcome.Stages[11]));
        Assert.Equal("0 0 18.59172 19 0 0 19 0 0 0 0 0 19", Line(outcome.Stages[12]));
        Assert.Equal(
            ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0.00472", "1.43368", "3.77788", "18.40808"],
            outcome.Stages.Select(s => Votes(s.NotTransferable))
        );
        Assert.Equal([7, 4, 13, 3], outcome.Winners.Select(w => (int)w.Position));
        Assert.Null(outcome.Tie);
    }

    [Fact]
    public void Without_the_lot_it_waits_where_four_have_no_vote()
    {
        var waits = SingleTransferableVote.Count(new(4, 0, Runners(13)), Ballots(SteeringCommittee), []);

        Assert.Equal(("Exclusion 6 10 11 12", 3), (Tie(waits), waits.Stages.Count));
        Assert.Equal([7, 4], waits.Winners.Select(w => (int)w.Position));
    }

    /// <summary>
    /// Moray Council, "Single Transferable Vote Explained": 5,000 ballots for one seat; the candidate with the fewest votes
    /// goes out, and 96 of her 732 ballots name nobody else.
    /// </summary>
    [Fact]
    public void An_exclusion_hands_the_ballots_on_as_the_council_explains()
    {
        // Adams, Barnes, Caine, Dunn: Caine's 732 go 194 to Adams, 13 to Barnes, 429 to Dunn. Barnes then has 779.
        var outcome = SingleTransferableVote.Count(
            new(1, 0, Runners(4)),
            [new([1], 1800), new([2], 766), new([3, 1], 194), new([3, 2], 13), new([3, 4], 429), new([3], 96), new([4], 1702)],
            []
        );

        Assert.Equal((5000, 250_100_000L), (outcome.Valid, outcome.Quota));
        Assert.Equal("1994 779 0 2131", Line(outcome.Stages[1]));
        Assert.Equal("96", Votes(outcome.Stages[1].NotTransferable));
    }

    [Fact]
    public void Candidates_who_are_level_are_told_apart_by_the_latest_stage_when_they_were_not()
    {
        // B and C are level after D's ballot has gone to C, and B was ahead before: C goes out.
        var outcome = SingleTransferableVote.Count(new(1, 0, Runners(4)), [new([1], 5), new([2], 4), new([3], 3), new([4, 3], 1)], []);

        Assert.Equal(
            [
                [],
                [4],
                [3],
            ],
            outcome.Stages.Take(3).Select(s => s.About.Select(a => (int)a))
        );
        Assert.Null(outcome.Tie);
        Assert.Equal([1], outcome.Winners.Select(w => (int)w.Position));
    }

    [Fact]
    public void Of_those_tied_throughout_the_later_drawn_goes_out_and_the_lot_holds_to_the_end()
    {
        Pile[] piles = [new([1], 4), new([2], 2), new([3], 2), new([4], 2)];
        var outcome = SingleTransferableVote.Count(new(1, 0, Runners(4)), piles, [new([3, 2, 4])]);

        Assert.Equal(
            [
                [],
                [4],
                [2],
                [3],
            ],
            outcome.Stages.Select(s => s.About.Select(a => (int)a)).Take(4)
        );
    }

    [Fact]
    public void Of_two_equal_surpluses_the_one_drawn_earlier_goes_first()
    {
        Pile[] piles = [new([1, 3], 6), new([2, 4], 6), new([3], 1), new([4], 2)];
        Contest contest = new(3, 0, Runners(4));

        Assert.Equal("Surplus 1 2", Tie(SingleTransferableVote.Count(contest, piles, [])));
        Assert.Equal([2], SingleTransferableVote.Count(contest, piles, [new([2, 1])]).Stages[1].About.Select(a => (int)a));
    }

    [Fact]
    public void Nobody_needed_for_a_reserved_seat_is_excluded()
    {
        // Without the reservation 4 would be the first to go out.
        Runner[] runners = [new(1), new(2), new(3), new(4, true)];
        Pile[] piles = [new([1, 2], 8), new([2, 1], 7), new([3, 1], 5), new([4], 1)];
        var outcome = SingleTransferableVote.Count(new(2, 1, runners), piles, []);

        Assert.Equal([new(4, true), new(1, false)], outcome.Winners.OrderByDescending(w => w.Reserved));
        Assert.Null(outcome.Tie);
    }

    [Fact]
    public void When_the_open_seats_are_taken_the_rest_outside_the_sub_group_go_out_together()
    {
        Runner[] runners = [new(1), new(2), new(3), new(4, true), new(5, true)];
        Pile[] piles = [new([1], 30), new([2, 5], 20), new([3, 5], 10), new([4], 9), new([5], 8)];
        var outcome = SingleTransferableVote.Count(new(2, 1, runners), piles, []);

        Assert.Equal(CountStageKind.SeatsFull, outcome.Stages[1].Kind);
        Assert.Equal([2, 3], outcome.Stages[1].About);
        Assert.Equal([new(1, false), new(5, true)], outcome.Winners);
    }

    [Fact]
    public void Two_who_reach_the_quota_for_one_open_seat_do_not_both_take_it()
    {
        Runner[] runners = [new(1), new(2), new(3, true)];
        Contest contest = new(2, 1, runners);

        Assert.Equal(
            [new(2, false), new(3, true)],
            SingleTransferableVote.Count(contest, [new([1], 10), new([2], 11), new([3], 1)], []).Winners
        );
        Assert.Equal("Seat 1 2", Tie(SingleTransferableVote.Count(contest, [new([1], 10), new([2], 10), new([3], 1)], [])));
    }

    [Fact]
    public void A_reserved_seat_that_nobody_stood_for_stays_empty() =>
        Assert.Equal(
            [new(1, false)],
            SingleTransferableVote.Count(new(2, 1, Runners(3)), [new([1], 5), new([2], 3), new([3], 1)], []).Winners
        );

    private static IReadOnlyList<Runner> Runners(int count) => [.. Enumerable.Range(1, count).Select(i => new Runner((short)i))];

    private static IEnumerable<Pile> Ballots(string text) =>
        text.Split(['\n', '|'], StringSplitOptions.TrimEntries)
            .Select(ballot =>
            {
                var (papers, marks) = ballot.Split('*') is [var many, var rest]
                    ? (int.Parse(many, CultureInfo.InvariantCulture), rest)
                    : (1, ballot);
                return new Pile([.. marks.Split(' ').Select(m => short.Parse(m, CultureInfo.InvariantCulture))], papers);
            });

    private static string Tie(Outcome outcome) => outcome.Tie is { } tie ? $"{tie.Kind} {string.Join(' ', tie.Between)}" : "";

    private static string Line(Stage stage) => string.Join(' ', stage.Votes.Select(Votes));

    private static string Votes(long votes) =>
        votes % Outcome.Vote == 0
            ? $"{votes / Outcome.Vote}"
            : (votes / (decimal)Outcome.Vote).ToString("0.00000", CultureInfo.InvariantCulture);
}
