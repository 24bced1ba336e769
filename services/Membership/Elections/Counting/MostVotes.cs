namespace Membership.Elections;

/// <summary>
/// Gives the seats to those with the most votes. Reserved seats are filled first, with the candidates of the sub-group who have
/// the most votes among themselves; the seats left go to whoever has the most votes among all the others, of the sub-group or
/// not. A reserved seat that nobody of the sub-group stood for stays empty. Candidates who are level where the seats end wait
/// for a lot: who is drawn earlier takes a seat first.
/// </summary>
internal static class MostVotes
{
    public static Outcome Count(Contest contest, IEnumerable<Pile> piles, IReadOnlyList<DrawnLot> lots, Func<Pile, bool> valid)
    {
        var votes = contest.Runners.ToDictionary(r => r.Position, _ => 0L);
        int counted = 0,
            spoiled = 0;
        foreach (var pile in piles)
        {
            if (pile.Marks.Count == 0 || !valid(pile))
            {
                spoiled += pile.Papers;
                continue;
            }
            counted += pile.Papers;
            foreach (var mark in pile.Marks)
                votes[mark] += pile.Papers * Outcome.Vote;
        }

        var outcome = new Outcome { Valid = counted, Spoiled = spoiled };
        var stage = new Stage(V1.CountStageKind.Votes, [], [.. contest.Runners.Select(r => votes[r.Position])], 0, 0, []);
        outcome.Stages.Add(stage);
        try
        {
            var drawn = new Lots(lots);
            Seat(Most(contest.Runners.Where(r => r.OfSubGroup), contest.ReservedWanted, votes, drawn), reserved: true);
            Seat(
                Most(contest.Runners.Where(r => outcome.Winners.All(w => w.Position != r.Position)), contest.OpenSeats, votes, drawn),
                reserved: false
            );
        }
        catch (TieException e)
        {
            outcome.Tie = e.Tie;
        }
        return outcome;

        void Seat(IEnumerable<short> winners, bool reserved)
        {
            foreach (var winner in winners)
            {
                outcome.Winners.Add(new(winner, reserved));
                stage.Elected.Add(winner);
            }
        }
    }

    private static IEnumerable<short> Most(IEnumerable<Runner> among, int seats, Dictionary<short, long> votes, Lots lots)
    {
        var ranked = among.Select(r => r.Position).OrderByDescending(p => votes[p]).ThenBy(p => p).ToList();
        if (seats == 0 || ranked.Count <= seats)
            return ranked.Take(seats);
        var last = votes[ranked[seats - 1]];
        var above = ranked.Where(p => votes[p] > last).ToList();
        var level = ranked.Where(p => votes[p] == last).ToList();
        if (above.Count + level.Count == seats)
            return [.. above, .. level];
        return [.. above, .. (lots.Order(level) ?? throw new TieException(V1.TieKind.Seat, level)).Take(seats - above.Count)];
    }
}
