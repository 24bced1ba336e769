using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Offices;

/// <summary>Offices and who holds them, in words.</summary>
internal static class OfficeWords
{
    private static Words Own => Words.Of(typeof(OfficeWords));

    public static string Icon(OfficeKind kind) =>
        kind switch
        {
            OfficeKind.Governing => "armchair",
            OfficeKind.Signatory => "pencil",
            OfficeKind.PaidPost => "wallet",
            _ => "users",
        };

    extension(IStringLocalizer words)
    {
        public string Of(OfficeKind kind) =>
            Own[
                kind switch
                {
                    OfficeKind.Governing => "Governing seat",
                    OfficeKind.Signatory => "Signs at the bank",
                    OfficeKind.PaidPost => "Paid post",
                    _ => "Committee seat",
                }
            ];

        public IEnumerable<Option> OfficeKinds =>
            new[] { OfficeKind.Governing, OfficeKind.Signatory, OfficeKind.Committee, OfficeKind.PaidPost }.Select(kind =>
                Option.Of(
                    kind,
                    words.Of(kind),
                    Icon(kind),
                    Own[
                        kind switch
                        {
                            OfficeKind.Governing => "On the body that decides, such as the executive",
                            OfficeKind.Signatory => "Signs for the collective's account",
                            OfficeKind.PaidPost => "Work that is paid for, such as an accountant",
                            _ => "On a committee, such as for safety",
                        }
                    ]
                )
            );

        public string Of(Measure measure) =>
            Own[
                measure switch
                {
                    Measure.Governing => "Governing seats",
                    Measure.Signatories => "Signatures at the bank",
                    Measure.Votes => "Votes",
                    _ => "Paid posts",
                }
            ];

        public string Dimension(string code) =>
            Own[
                code switch
                {
                    "leadership" => "Leadership",
                    "governance" => "Governance",
                    "decision-making" => "Decision-making",
                    "resource-mobilisation" => "Raising money and means",
                    "networking" => "Networks with others",
                    "programme-management" => "Running programmes",
                    "engagement-with-state" => "Work with government",
                    "engagement-with-society" => "Work with society",
                    _ => code,
                }
            ];

        /// <summary>Her chosen name, or what somebody of the staff is. Of somebody who was erased nothing is said.</summary>
        public string Holder(Term term) =>
            term.KnownAs != "" ? term.KnownAs
            : term.MemberId != "" ? Own["A former member"]
            : Own["{0} (staff)", term.HeldBy];

        /// <summary>Since when, until when, and the how-manieth term it is.</summary>
        public string Time(Term term) =>
            string.Join(
                " · ",
                new[]
                {
                    term.EndedOn is null
                        ? Own["since {0}", Format.Day(term.StartedOn)].Value
                        : Own["{0} to {1}", Format.Day(term.StartedOn), Format.Day(term.EndedOn)].Value,
                    term.EndedOn is null && term.EndsOn is not null ? Own["term until {0}", Format.Day(term.EndsOn)].Value : "",
                    term.InARow > 1 ? Own["term {0} in a row", Format.Number(term.InARow)].Value : "",
                }.Where(part => part != "")
            );

        /// <summary>What a warning is about, and what to do.</summary>
        public (string Text, string Hint) Of(Warning warning) =>
            warning.Kind switch
            {
                WarningKind.TermOver => (
                    Own["The term of {0} is over", warning.HeldBy],
                    Own["It ended {0} days ago. Hold an election, or end the term.", Format.Number(-warning.Days)]
                ),
                WarningKind.TermEnds => (
                    Own["The term of {0} ends soon", warning.HeldBy],
                    warning.Days == 0 ? Own["It ends today."] : Own["{0} days are left.", Format.Number(warning.Days)]
                ),
                WarningKind.NoElection => (Own["No election is planned"], Own["A term ends within 90 days. Plan an election now."]),
                WarningKind.LimitReached => (
                    Own["{0} cannot stand again", warning.HeldBy],
                    Own["She has reached the limit of terms. Find who could stand next."]
                ),
                WarningKind.Vacant => (Own["{0} vacant", Format.Number(warning.Seats)], Own["A vacant seat is held by nobody. Fill it."]),
                WarningKind.StaffSignatory => (
                    Own["{0} signs, and is not a member", warning.HeldBy],
                    Own["Choose a member to sign instead."]
                ),
                WarningKind.StaffSeat => (
                    Own["{0} holds a seat, and is not a member", warning.HeldBy],
                    Own["Choose a member for this seat."]
                ),
                _ => (
                    Own["{0}: at the edge", words.Of(warning.Measure)],
                    Own["If one more seat went to somebody who is not a member, members would no longer lead here."]
                ),
            };
    }
}
