namespace Membership.Elections;

/// <summary>
/// The single transferable vote by the rules for Scottish councils: Scottish Local Government Elections Order 2011 (SSI
/// 2011/399), schedule 1, rules 46 to
/// 53. The quota is the whole part of ballots ÷ (seats + 1), plus one (rule 47). Surpluses go first, the largest before the
/// others, as a share of <em>all</em> the ballots that the candidate holds (weighted inclusive Gregory), each at surplus × its
/// value ÷ her votes, cut off after five decimal places (rules 49, 50). Then the candidate with the fewest votes is excluded
/// and her ballots go on at the value at which she had them (rule 51). When as many candidates are left as seats, they are
/// elected (rule 53).
/// <para>Candidates who are level are told apart by the latest earlier stage at which they were not (rules 50, 52). Those who
/// were level throughout are tied: the count waits for a lot, which holds for the rest of it. Who is drawn earlier takes the
/// seat, has her surplus moved first, and stays while another of them is excluded.</para>
/// <para>Reserved seats, which Scotland does not have, are kept by guarding and stopping, the usual way of counting under a
/// constraint (I. D. Hill,
/// <em>Voting matters</em> 9, 1998): nobody of the sub-group is excluded who is still needed to fill the reserved seats, and
/// once those outside it hold all the other seats, the rest of them are excluded together and their ballots go on. A reserved
/// seat that nobody of the sub-group stood for stays empty. The quota is that of all seats. The reserved seats are those of the
/// first elected of the sub-group.</para>
/// </summary>
public sealed class SingleTransferableVote
{
    private enum Standing
    {
        Continuing,
        Elected,
        Excluded,
    }

    /// <summary>Ballots that are marked alike and came at one value.</summary>
    private sealed record Parcel(Pile Pile, long Value);

    private sealed class Standings(Runner runner)
    {
        public Runner Runner => runner;
        public Standing Standing = Standing.Continuing;
        public long Votes;
        public bool SurplusToMove;
        public List<Parcel> Parcels = [];
        public readonly List<long> AtStages = [];
    }

    private readonly Contest contest;
    private readonly Lots lots;
    private readonly Dictionary<short, Standings> all;
    private readonly List<Pile> piles;
    private readonly Outcome outcome;
    private long notTransferable;

    private SingleTransferableVote(Contest contest, IEnumerable<Pile> ballots, IReadOnlyList<DrawnLot> drawn)
    {
        this.contest = contest;
        lots = new(drawn);
        all = contest.Runners.ToDictionary(r => r.Position, r => new Standings(r));
        var alike = ballots.GroupBy(p => string.Join(',', p.Marks)).Select(g => new Pile(g.First().Marks, g.Sum(p => p.Papers))).ToList();
        piles = [.. alike.Where(p => p.Marks.Count > 0)];
        var valid = piles.Sum(p => p.Papers);
        outcome = new()
        {
            Valid = valid,
            Spoiled = alike.Where(p => p.Marks.Count == 0).Sum(p => p.Papers),
            Quota = (valid / (contest.Seats + 1) + 1) * Outcome.Vote,
        };
    }

    /// <summary>The same ballots give the same count, in whatever order they come.</summary>
    public static Outcome Count(Contest contest, IEnumerable<Pile> piles, IReadOnlyList<DrawnLot> lots)
    {
        var count = new SingleTransferableVote(contest, piles, lots);
        try
        {
            count.Run();
        }
        catch (TieException e)
        {
            count.outcome.Tie = e.Tie;
        }
        return count.outcome;
    }

    private IEnumerable<Standings> Continuing => all.Values.Where(s => s.Standing == Standing.Continuing);
    private int SeatsLeft => contest.Winners - outcome.Winners.Count;
    private int ElectedInside => all.Values.Count(s => s.Standing == Standing.Elected && s.Runner.OfSubGroup);

    /// <summary>Those who can no longer be elected: the seats that are left are not for them.</summary>
    private IEnumerable<Standings> Stopped =>
        contest.Reserved > 0 && outcome.Winners.Count - ElectedInside == contest.OpenSeats
            ? Continuing.Where(s => !s.Runner.OfSubGroup)
            : [];

    /// <summary>Those of the sub-group, when every one who is left is needed for a reserved seat.</summary>
    private bool Guarded(Standings one) =>
        one.Runner.OfSubGroup && Continuing.Count(s => s.Runner.OfSubGroup) <= contest.ReservedWanted - ElectedInside;

    private void Run()
    {
        foreach (var pile in piles)
            Give(all[pile.Marks[0]], pile, Outcome.Vote);
        EndStage(V1.CountStageKind.Votes, []);
        while (SeatsLeft > 0)
        {
            if (Stopped.ToList() is { Count: > 0 } stopped)
                Exclude(V1.CountStageKind.SeatsFull, stopped);
            else if (all.Values.Where(s => s.SurplusToMove).ToList() is { Count: > 0 } surpluses)
                MoveSurplus(First(surpluses, V1.TieKind.Surplus));
            else
                Exclude(V1.CountStageKind.Exclusion, [Last([.. Continuing.Where(s => !Guarded(s))])]);
        }
    }

    private void MoveSurplus(Standings from)
    {
        var surplus = from.Votes - outcome.Quota;
        var had = from.Votes;
        var parcels = from.Parcels;
        from.Votes = outcome.Quota;
        from.SurplusToMove = false;
        from.Parcels = [];
        foreach (var parcel in parcels)
            Pass(parcel.Pile, surplus * parcel.Value / had);
        EndStage(V1.CountStageKind.Surplus, [from.Runner.Position]);
    }

    private void Exclude(V1.CountStageKind kind, IReadOnlyList<Standings> them)
    {
        foreach (var one in them)
            one.Standing = Standing.Excluded;
        foreach (var one in them)
        {
            var parcels = one.Parcels;
            one.Votes = 0;
            one.Parcels = [];
            foreach (var parcel in parcels)
                Pass(parcel.Pile, parcel.Value);
        }
        EndStage(kind, [.. them.Select(s => s.Runner.Position)]);
    }

    /// <summary>To the next candidate on the ballots who is neither elected nor excluded.</summary>
    private void Pass(Pile pile, long value)
    {
        foreach (var mark in pile.Marks)
            if (all[mark] is { Standing: Standing.Continuing } next)
            {
                Give(next, pile, value);
                return;
            }
        notTransferable += pile.Papers * value;
    }

    private static void Give(Standings to, Pile pile, long value)
    {
        to.Votes += pile.Papers * value;
        to.Parcels.Add(new(pile, value));
    }

    /// <summary>
    /// Notes how everybody stands, then elects who has the quota, and those who are left when they are as many as the seats.
    /// </summary>
    private void EndStage(V1.CountStageKind kind, IReadOnlyList<short> about)
    {
        foreach (var one in all.Values)
            one.AtStages.Add(one.Votes);
        var lost = outcome.Valid * Outcome.Vote - all.Values.Sum(s => s.Votes) - notTransferable;
        var stage = new Stage(kind, about, [.. contest.Runners.Select(r => all[r.Position].Votes)], notTransferable, lost, []);
        outcome.Stages.Add(stage);

        while (SeatsLeft > 0 && Continuing.Except(Stopped).Where(s => s.Votes >= outcome.Quota).ToList() is { Count: > 0 } reached)
        {
            // Only where seats are reserved can more of them reach the quota than have a seat; then, and only then, it matters
            // who is first.
            var outside = reached.Where(s => !s.Runner.OfSubGroup).ToList();
            var tooMany = contest.Reserved > 0 && outside.Count > contest.OpenSeats - (outcome.Winners.Count - ElectedInside);
            Elect(
                stage,
                reached.FirstOrDefault(s => s.Runner.OfSubGroup && tooMany)
                    ?? (
                        tooMany
                            ? First(outside, V1.TieKind.Seat)
                            : reached.OrderByDescending(s => s.Votes).ThenBy(s => s.Runner.Position).First()
                    )
            );
        }
        var left = Continuing.Except(Stopped).ToList();
        if (left.Count == SeatsLeft)
            foreach (var one in left.OrderByDescending(s => s.Votes).ThenBy(s => s.Runner.Position))
                Elect(stage, one);
    }

    private void Elect(Stage stage, Standings one)
    {
        one.Standing = Standing.Elected;
        one.SurplusToMove = one.Votes > outcome.Quota;
        outcome.Winners.Add(new(one.Runner.Position, one.Runner.OfSubGroup && ElectedInside <= contest.ReservedWanted));
        stage.Elected.Add(one.Runner.Position);
    }

    private Standings First(IReadOnlyList<Standings> among, V1.TieKind kind) => Foremost(among, votes => votes, kind, order => order[0]);

    private Standings Last(IReadOnlyList<Standings> among) => Foremost(among, votes => -votes, V1.TieKind.Exclusion, order => order[^1]);

    private Standings Foremost(
        IReadOnlyList<Standings> among,
        Func<long, long> rank,
        V1.TieKind kind,
        Func<IReadOnlyList<short>, short> drawn
    )
    {
        for (var stage = outcome.Stages.Count - 1; stage >= 0 && among.Count > 1; stage--)
        {
            var best = among.Max(s => rank(s.AtStages[stage]));
            among = [.. among.Where(s => rank(s.AtStages[stage]) == best)];
        }
        if (among.Count == 1)
            return among[0];
        List<short> tied = [.. among.Select(s => s.Runner.Position)];
        return all[drawn(lots.Order(tied) ?? throw new TieException(kind, tied))];
    }
}
