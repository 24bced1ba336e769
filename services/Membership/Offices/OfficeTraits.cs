namespace Membership.Offices;

/// <summary>What may be changed of an office.</summary>
public sealed record OfficeTraits(
    string Name,
    int Seats,
    bool HasVote,
    int? TermMonths,
    int? TermLimit,
    int ReservedSeats,
    string ReservedFor
)
{
    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static OfficeTraits Of(V1.SetUpOfficeRequest request) =>
        Read(
            request.Name,
            request.Seats,
            request.HasVote,
            request.TermMonths,
            request.TermLimit,
            request.ReservedSeats,
            request.ReservedFor
        );

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static OfficeTraits Of(V1.ChangeOfficeRequest request) =>
        Read(
            request.Name,
            request.Seats,
            request.HasVote,
            request.TermMonths,
            request.TermLimit,
            request.ReservedSeats,
            request.ReservedFor
        );

    private static OfficeTraits Read(
        string name,
        int seats,
        bool hasVote,
        int termMonths,
        int termLimit,
        int reservedSeats,
        string reservedFor
    )
    {
        var traits = new OfficeTraits(
            Input.Required(name, "name", Office.LongestName),
            Input.Between(seats, 1, Office.MostSeats, "seats"),
            hasVote,
            Input.Between(termMonths, 0, Office.LongestTerm, "term_months") is > 0 and var months ? months : null,
            Input.Between(termLimit, 0, Office.MostTerms, "term_limit") is > 0 and var limit ? limit : null,
            Input.Between(reservedSeats, 0, seats, "reserved_seats"),
            Input.Slug(reservedFor, "reserved_for")
        );
        if (traits is { TermLimit: not null, TermMonths: null })
            throw Refusal.Invalid("term_months", "needs_term", "A limit of terms needs a term. Say how many months it lasts.");
        if (traits is { ReservedSeats: > 0, ReservedFor: "" })
            throw Refusal.Invalid("reserved_for", "required", "Say for which sub-group seats are kept.");
        if (traits is { ReservedSeats: 0, ReservedFor: not "" })
            throw Refusal.Invalid("reserved_seats", "nothing_reserved", "Say how many seats are kept for this sub-group.");
        return traits;
    }
}
