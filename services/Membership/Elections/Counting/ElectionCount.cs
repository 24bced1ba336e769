namespace Membership.Elections;

/// <summary>A count with the lots that were drawn for it.</summary>
internal sealed record ElectionCount(Outcome Outcome, IReadOnlyList<Lot> Lots)
{
    public V1.CountSheet ToMessage(Election election)
    {
        var ids = election.Standing.ToDictionary(c => c.Position, c => c.Id.ToString());
        var sheet = new V1.CountSheet
        {
            Method = election.Method,
            Seats = election.Seats,
            Valid = Outcome.Valid,
            Spoiled = Outcome.Spoiled,
            Quota = Outcome.Quota,
            Stages = { Outcome.Stages.Select((stage, index) => Stage(stage, index + 1)) },
            Elected = { Outcome.Winners.Select(w => new V1.ElectedCandidate { CandidateId = ids[w.Position], Reserved = w.Reserved }) },
            Lots =
            {
                Lots.Select(l => new V1.Lot
                {
                    CandidateIds = { Ids(l.Drawn) },
                    WitnessIds = { l.Witnesses.Select(w => w.ToString()) },
                    DrawnOn = l.DrawnOn.ToMessage(),
                }),
            },
            Candidates = { election.Standing.Select(c => c.ToMessage()) },
        };
        if (Outcome.Tie is { } tie)
            sheet.Tie = new() { Kind = tie.Kind, CandidateIds = { Ids(tie.Between) } };
        return sheet;

        IEnumerable<string> Ids(IEnumerable<short> positions) => positions.Select(p => ids[p]);

        V1.CountStage Stage(Stage stage, int number) =>
            new()
            {
                Number = number,
                Kind = stage.Kind,
                CandidateIds = { Ids(stage.About) },
                Votes = { stage.Votes },
                NotTransferable = stage.NotTransferable,
                LostByFractions = stage.Lost,
                ElectedIds = { Ids(stage.Elected) },
            };
    }
}
