using System.Diagnostics;
using CsCheck;
using Membership.Elections;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>What holds for any ballots.</summary>
public sealed class CountPropertyTests
{
    public static readonly TheoryData<CountingMethod> Methods =
    [
        CountingMethod.Approval,
        CountingMethod.Plurality,
        CountingMethod.SingleTransferableVote,
    ];

    [Theory, MemberData(nameof(Methods))]
    public void As_many_are_elected_as_there_are_seats_and_candidates_for_them(CountingMethod method)
    {
        Elections.Sample(
            election =>
            {
                var contest = election.Contest;
                var outcome = election.ToTheEnd(method);

                Assert.Equal(contest.Winners, outcome.Winners.Count);
                Assert.Equal(outcome.Winners.Count, outcome.Winners.Select(w => w.Position).Distinct().Count());
                var inside = outcome.Winners.Count(w => contest.Runners.Single(r => r.Position == w.Position).OfSubGroup);
                Assert.InRange(inside, contest.ReservedWanted, contest.Seats);
                Assert.Equal(contest.ReservedWanted, outcome.Winners.Count(w => w.Reserved));
                if (contest.Reserved > 0)
                    Assert.InRange(outcome.Winners.Count - inside, 0, contest.OpenSeats);
            },
            iter: 300
        );
    }

    [Fact]
    public void No_vote_is_made_or_lost_but_by_the_fractions_that_are_shown()
    {
        Elections.Sample(
            election =>
            {
                var outcome = election.ToTheEnd(CountingMethod.SingleTransferableVote);

                Assert.Equal(election.Ballots.Sum(b => b.Papers), outcome.Valid + outcome.Spoiled);
                Assert.All(outcome.Stages, s => Assert.Equal(outcome.Valid * Outcome.Vote, s.Votes.Sum() + s.NotTransferable + s.Lost));
                Assert.All(outcome.Stages, s => Assert.True(s.Lost >= 0 && s.Votes.All(v => v >= 0)));
                // At most a hundred-thousandth a ballot and surplus is lost.
                Assert.All(
                    outcome.Stages,
                    s => Assert.InRange(s.Lost, 0, (long)outcome.Valid * outcome.Stages.Count(x => x.Kind == CountStageKind.Surplus))
                );
            },
            iter: 300
        );
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_order_in_which_the_ballots_come_changes_nothing(CountingMethod method)
    {
        var shuffled =
            from election in Elections
            from papers in Gen.Shuffle(election.Papers)
            select (election, election with { Ballots = papers });

        shuffled.Sample((one, other) => Assert.Equal(Text(one.Count(method, [])), Text(other.Count(method, []))), iter: 100);
    }

    [Fact]
    public void Who_has_the_quota_of_first_preferences_is_elected_and_nobody_with_it_is_excluded()
    {
        Elections
            .Where(e => e.Contest.Reserved == 0)
            .Sample(
                election =>
                {
                    var outcome = election.ToTheEnd(CountingMethod.SingleTransferableVote);
                    foreach (var (index, runner) in election.Contest.Runners.Index())
                        if (outcome.Stages.Any(s => s.Votes[index] >= outcome.Quota))
                            Assert.Contains(outcome.Winners, w => w.Position == runner.Position);
                },
                iter: 200
            );
    }

    [Fact]
    public void Ten_thousand_ballots_are_counted_at_once()
    {
        Contest contest = new(7, 2, [.. Enumerable.Range(1, 20).Select(i => new Runner((short)i, i % 4 == 0))]);
        Election election = new(contest, Marks(20).Select(marks => new Pile(marks, 1)).Array[10_000].Single(), Lots: 1);
        var watch = Stopwatch.StartNew();
        var outcome = election.ToTheEnd(CountingMethod.SingleTransferableVote);

        Assert.Equal(7, outcome.Winners.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5); // it takes a tenth of that and less
    }

    private static readonly Gen<bool> OneInThree = Gen.Int[1, 3].Select(n => n == 1);

    private static readonly Gen<Election> Elections =
        from candidates in Gen.Int[1, 8]
        from seats in Gen.Int[1, 4]
        from reserved in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[0, seats]))
        from ofSubGroup in OneInThree.Array[candidates]
        from ballots in Gen.Select(Marks(candidates), Gen.Int[1, 5], (marks, papers) => new Pile(marks, papers)).Array[1, 39]
        from lots in Gen.Int.Uniform
        let runners = ofSubGroup.Select((of, n) => new Runner((short)(n + 1), reserved > 0 && of))
        select new Election(new(seats, reserved, [.. runners]), ballots, lots);

    private static Gen<short[]> Marks(int candidates)
    {
        short[] all = [.. Enumerable.Range(1, candidates).Select(i => (short)i)];
        return Gen.Shuffle(all, 0, candidates);
    }

    /// <param name="Contest">What is voted on.</param>
    /// <param name="Ballots">The papers, alike ones on a pile.</param>
    /// <param name="Lots">Decides what is drawn when there is a tie.</param>
    private sealed record Election(Contest Contest, Pile[] Ballots, int Lots)
    {
        /// <summary>Each on a pile of its own.</summary>
        public Pile[] Papers => [.. Ballots.SelectMany(b => Enumerable.Repeat(b with { Papers = 1 }, b.Papers))];

        /// <summary>With a lot for every tie that comes.</summary>
        public Outcome ToTheEnd(CountingMethod method)
        {
            var random = new Random(Lots);
            var lots = new List<DrawnLot>();
            for (var tries = 0; ; tries++)
            {
                var outcome = Count(method, lots);
                if (outcome.Tie is null)
                    return outcome;
                short[] drawn = [.. outcome.Tie.Between];
                random.Shuffle(drawn);
                lots.Add(new(drawn));
                Assert.InRange(tries, 0, 50);
            }
        }

        public Outcome Count(CountingMethod method, IReadOnlyList<DrawnLot> lots) =>
            method switch
            {
                CountingMethod.Approval => Approval.Count(Contest, Ballots, lots),
                CountingMethod.Plurality => Plurality.Count(Contest, Ballots, lots),
                CountingMethod.SingleTransferableVote => SingleTransferableVote.Count(Contest, Ballots, lots),
                _ => throw new UnreachableException(),
            };

        /// <summary>What is shown of an election for which something does not hold.</summary>
        public override string ToString() =>
            $"{Contest.Seats} seats ({Contest.Reserved} reserved), {string.Join(' ', Contest.Runners)}, lots {Lots}; "
            + string.Join("; ", Ballots.Select(b => $"{b.Papers} × {string.Join('>', b.Marks)}"));
    }

    private static string Text(Outcome o) =>
        string.Join(
            '\n',
            o.Stages.Select(s =>
                    $"{s.Kind} {string.Join(',', s.About)}: {string.Join(' ', s.Votes)} {s.NotTransferable} "
                    + $"{s.Lost} {string.Join(',', s.Elected)}"
                )
                .Append(
                    $"{o.Valid} {o.Spoiled} {o.Quota} {string.Join(',', o.Winners)} {o.Tie?.Kind} {string.Join(',', o.Tie?.Between ?? [])}"
                )
        );
}
