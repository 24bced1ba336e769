using System.Globalization;

namespace Membership.Elections;

public static class ElectionMessage
{
    extension(Election election)
    {
        public string Etag => election.Revision.ToString(CultureInfo.InvariantCulture);

        /// <summary>Without its candidates, its turnout and what it is to the caller.</summary>
        public V1.Election ToMessage(string office) =>
            new()
            {
                Id = election.Id.ToString(),
                Name = election.Name,
                OfficeId = election.OfficeId.ToString(),
                OfficeName = office,
                Method = election.Method,
                Seats = election.Seats,
                ReservedSeats = election.ReservedSeats,
                ReservedFor = election.ReservedFor,
                QuorumPercent = election.QuorumPercent,
                NominationsUntil = election.NominationsUntil.ToMessage(),
                RollCutOff = election.RollCutOff.ToMessage(),
                VotingFrom = election.VotingFrom.ToMessage(),
                VotingUntil = election.VotingUntil.ToMessage(),
                TakesOfficeOn = election.TakesOfficeOn.ToMessage(),
                Stage = election.Stage,
                CancelledBecause = election.CancelledBecause,
                RollSize = election.RollSize,
                PapersExplained = election.PapersExplained,
                CertifiedOn = election.CertifiedOn.ToMessage(),
                Etag = election.Etag,
            };
    }

    extension(Candidate candidate)
    {
        public V1.Candidate ToMessage() =>
            new()
            {
                Id = candidate.Id.ToString(),
                MemberId = candidate.MemberId.ToString(),
                KnownAs = candidate.Member?.KnownAs ?? "",
                Symbol = candidate.Symbol,
                OfSubGroup = candidate.OfSubGroup,
                Position = candidate.Position,
            };
    }

    extension(PaperBatch batch)
    {
        public V1.PaperBatch ToMessage(Election election)
        {
            var ids = election.Standing.ToDictionary(c => c.Position, c => c.Id.ToString());
            return new()
            {
                Id = batch.Id.ToString(),
                Box = batch.Box,
                Spoiled = batch.Spoiled,
                Papers = batch.Papers,
                Piles =
                {
                    batch
                        .Piles.OrderByDescending(p => p.Papers)
                        .ThenBy(p => string.Join(',', p.Marks), StringComparer.Ordinal)
                        .Select(p => new V1.PaperPile { Papers = p.Papers, CandidateIds = { p.Marks.Select(m => ids[m]) } }),
                },
            };
        }
    }
}
