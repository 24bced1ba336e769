using System.Diagnostics;
using Membership.Elections.Counting;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>What holds for any ballots, on many drawn at random from fixed seeds.</summary>
public sealed class CountPropertyTests
{
    public static readonly TheoryData<CountingMethod> Methods = [CountingMethod.Approval, CountingMethod.Plurality, CountingMethod.SingleTransferableVote];

    [Theory, MemberData(nameof(Methods))]
    public void As_many_are_elected_as_there_are_seats_and_candidates_for_them(CountingMethod method)
    {
        foreach (var (contest, ballots, random) in Elections(300))
        {
            var outcome = ToTheEnd(method, contest, ballots, random);

            Assert.Equal(contest.Winners, outcome.Winners.Count);
            Assert.Equal(outcome.Winners.Count, outcome.Winners.Select(w => w.Position).Distinct().Count());
            var inside = outcome.Winners.Count(w => contest.Runners.Single(r => r.Position == w.Position).OfSubGroup);
            Assert.InRange(inside, contest.ReservedWanted, contest.Seats);
            Assert.Equal(contest.ReservedWanted, outcome.Winners.Count(w => w.Reserved));
            if (contest.Reserved > 0) Assert.InRange(outcome.Winners.Count - inside, 0, contest.OpenSeats);
        }
    }

    [Fact]
    public void No_vote_is_made_or_lost_but_by_the_fractions_that_are_shown()
    {
        foreach (var (contest, ballots, random) in Elections(300))
        {
            var outcome = ToTheEnd(CountingMethod.SingleTransferableVote, contest, ballots, random);

            Assert.Equal(ballots.Sum(b => b.Papers), outcome.Valid + outcome.Spoiled);
            Assert.All(outcome.Stages, s => Assert.Equal(outcome.Valid * Outcome.Vote, s.Votes.Sum() + s.NotTransferable + s.Lost));
            Assert.All(outcome.Stages, s => Assert.True(s.Lost >= 0 && s.Votes.All(v => v >= 0)));
            // At most a hundred-thousandth a ballot and surplus is lost.
            Assert.All(outcome.Stages, s => Assert.InRange(s.Lost, 0, (long)outcome.Valid * outcome.Stages.Count(x => x.Kind == CountStageKind.Surplus)));
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_order_in_which_the_ballots_come_changes_nothing(CountingMethod method)
    {
        foreach (var (contest, ballots, random) in Elections(100))
        {
            var one = Count(method, contest, ballots, []);
            var single = ballots.SelectMany(b => Enumerable.Repeat(new Pile(b.Marks, 1), b.Papers)).ToArray();
            random.Shuffle(single);
            var other = Count(method, contest, single, []);

            Assert.Equal(Text(one), Text(other));
        }
    }

    [Fact]
    public void Who_has_the_quota_of_first_preferences_is_elected_and_nobody_with_it_is_excluded()
    {
        foreach (var (contest, ballots, random) in Elections(200).Where(e => e.Contest.Reserved == 0))
        {
            var outcome = ToTheEnd(CountingMethod.SingleTransferableVote, contest, ballots, random);
            foreach (var (index, runner) in contest.Runners.Index())
                if (outcome.Stages.Any(s => s.Votes[index] >= outcome.Quota)) Assert.Contains(outcome.Winners, w => w.Position == runner.Position);
        }
    }

    [Fact]
    public void Ten_thousand_ballots_are_counted_at_once()
    {
        var random = new Random(10_000);
        Contest contest = new(7, 2, [.. Enumerable.Range(1, 20).Select(i => new Runner((short)i, i % 4 == 0))]);
        Pile[] ballots = [.. Enumerable.Range(0, 10_000).Select(_ => new Pile(Marks(random, 20, 20), 1))];
        var watch = Stopwatch.StartNew();
        var outcome = ToTheEnd(CountingMethod.SingleTransferableVote, contest, ballots, random);

        Assert.Equal(7, outcome.Winners.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);   // it takes a tenth of that and less
    }

    private static IEnumerable<(Contest Contest, Pile[] Ballots, Random Random)> Elections(int count)
    {
        for (var seed = 1; seed <= count; seed++)
        {
            var random = new Random(seed);
            var (candidates, seats) = (random.Next(1, 9), random.Next(1, 5));
            var reserved = random.Next(3) == 0 ? random.Next(0, seats + 1) : 0;
            Contest contest = new(seats, reserved, [.. Enumerable.Range(1, candidates).Select(i => new Runner((short)i, reserved > 0 && random.Next(3) == 0))]);
            var ballots = Enumerable.Range(0, random.Next(1, 40)).Select(_ => new Pile(Marks(random, candidates, candidates), random.Next(1, 6))).ToArray();
            yield return (contest, ballots, random);
        }
    }

    private static short[] Marks(Random random, int candidates, int most)
    {
        short[] all = [.. Enumerable.Range(1, candidates).Select(i => (short)i)];
        random.Shuffle(all);
        return all[..random.Next(0, most + 1)];
    }

    /// <summary>With a lot for every tie that comes.</summary>
    private static Outcome ToTheEnd(CountingMethod method, Contest contest, IReadOnlyCollection<Pile> ballots, Random random)
    {
        var lots = new List<DrawnLot>();
        for (var tries = 0; ; tries++)
        {
            var outcome = Count(method, contest, ballots, lots);
            if (outcome.Tie is null) return outcome;
            short[] drawn = [.. outcome.Tie.Between];
            random.Shuffle(drawn);
            lots.Add(new(drawn));
            Assert.InRange(tries, 0, 50);
        }
    }

    private static Outcome Count(CountingMethod method, Contest contest, IEnumerable<Pile> ballots, IReadOnlyList<DrawnLot> lots) => method switch
    {
        CountingMethod.Approval => Approval.Count(contest, ballots, lots),
        CountingMethod.Plurality => Plurality.Count(contest, ballots, lots),
        CountingMethod.SingleTransferableVote => SingleTransferableVote.Count(contest, ballots, lots),
        _ => throw new UnreachableException(),
    };

    private static string Text(Outcome o) => string.Join('\n', o.Stages.Select(s => $"{s.Kind} {string.Join(',', s.About)}: {string.Join(' ', s.Votes)} {s.NotTransferable} {s.Lost} {string.Join(',', s.Elected)}")
        .Append($"{o.Valid} {o.Spoiled} {o.Quota} {string.Join(',', o.Winners)} {o.Tie?.Kind} {string.Join(',', o.Tie?.Between ?? [])}"));
}
