using System.Globalization;

namespace Membership.Offices;

public static class OfficeMessage
{
    extension(Office office)
    {
        public string Etag => office.Revision.ToString(CultureInfo.InvariantCulture);

        /// <summary>With the terms that were loaded, those who hold it first.</summary>
        public V1.Office ToMessage(DateOnly today) =>
            new()
            {
                Id = office.Id.ToString(),
                Name = office.Name,
                Kind = Enum.Parse<V1.OfficeKind>(office.Kind.ToString()),
                Seats = office.Seats,
                HasVote = office.HasVote,
                TermMonths = office.TermMonths ?? 0,
                TermLimit = office.TermLimit ?? 0,
                ReservedSeats = office.ReservedSeats,
                ReservedFor = office.ReservedFor,
                SetUpOn = office.SetUpOn.ToMessage(),
                EndedOn = office.EndedOn.ToMessage(),
                Terms =
                {
                    office
                        .Terms.OrderBy(t => t.EndedOn < today)
                        .ThenBy(t => t.EndedOn < today ? -t.StartedOn.DayNumber : t.StartedOn.DayNumber)
                        .ThenBy(t => t.Id)
                        .Select(t => t.ToMessage(today)),
                },
                Vacant = office.EndedOn < today ? 0 : Math.Max(0, office.Seats - office.HeldOn(today).Count()),
                Etag = office.Etag,
            };
    }

    extension(Term term)
    {
        private V1.Term ToMessage(DateOnly today) =>
            new()
            {
                Id = term.Id.ToString(),
                MemberId = term.MemberId?.ToString() ?? "",
                KnownAs = term.Member?.KnownAs ?? "",
                Number = term.Member?.Number ?? "",
                HeldBy = term.HeldBy,
                Elected = term.ElectionId is not null,
                Reserved = term.Reserved,
                InARow = term.InARow,
                StartedOn = term.StartedOn.ToMessage(),
                EndsOn = term.EndsOn.ToMessage(),
                EndedOn = term.EndedOn.ToMessage(),
                ByMember = term.ByMember(today),
            };
    }
}
