namespace Membership.Elections;

/// <summary>What is decided before an election begins.</summary>
public sealed record Plan(
    string Name,
    V1.CountingMethod Method,
    int Seats,
    int QuorumPercent,
    DateOnly NominationsUntil,
    DateOnly RollCutOff,
    DateOnly VotingFrom,
    DateOnly VotingUntil,
    DateOnly TakesOfficeOn
)
{
    public static Plan From(V1.DraftElectionRequest r) =>
        Read(r.Name, r.Method, r.Seats, r.QuorumPercent, r.NominationsUntil, r.RollCutOff, r.VotingFrom, r.VotingUntil, r.TakesOfficeOn);

    public static Plan From(V1.CorrectElectionRequest r) =>
        Read(r.Name, r.Method, r.Seats, r.QuorumPercent, r.NominationsUntil, r.RollCutOff, r.VotingFrom, r.VotingUntil, r.TakesOfficeOn);

    /// <summary>The plan of an election that was, with other days.</summary>
    public static Plan From(Election was, V1.CopyElectionRequest r) =>
        Read(
            was.Name,
            was.Method,
            was.Seats,
            was.QuorumPercent,
            r.NominationsUntil,
            r.RollCutOff,
            r.VotingFrom,
            r.VotingUntil,
            r.TakesOfficeOn
        );

    /// <exception cref="Refusal"><c>bad_order</c>: a day lies before one that it must follow.</exception>
    public void RequireOrder()
    {
        if (VotingFrom < NominationsUntil || VotingFrom < RollCutOff)
            throw Order("voting_from", "Voting begins after the nominations, and after the day of the roll.");
        if (VotingUntil < VotingFrom)
            throw Order("voting_until", "Voting cannot end before it begins.");
        if (TakesOfficeOn < VotingUntil)
            throw Order("takes_office_on", "Those elected cannot take office before voting ends.");
    }

    private static Plan Read(
        string name,
        V1.CountingMethod method,
        int seats,
        int quorum,
        Sangam.Common.V1.Date nominations,
        Sangam.Common.V1.Date cutOff,
        Sangam.Common.V1.Date from,
        Sangam.Common.V1.Date until,
        Sangam.Common.V1.Date takesOffice
    ) =>
        new(
            Input.Required(name, "name", Election.LongestName),
            Input.Choice(method, "method"),
            seats,
            Input.Between(quorum, 0, 100, "quorum_percent"),
            Day(nominations, "nominations_until"),
            Day(cutOff, "roll_cut_off"),
            Day(from, "voting_from"),
            Day(until, "voting_until"),
            Day(takesOffice, "takes_office_on")
        );

    private static DateOnly Day(Sangam.Common.V1.Date date, string field) =>
        Dates.Optional(date, field) ?? throw Refusal.Invalid(field, "required", "Say on which day.");

    private static Refusal Order(string field, string sentence) => Refusal.Invalid(field, "bad_order", sentence);
}
