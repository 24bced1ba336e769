using static Sangam.Membership.V1.BookAccountType;

namespace Membership.Funds;

/// <summary>
/// The accounts that a group's books begin with: what savings groups and small collectives in India keep. A group adds its own.
/// </summary>
public static class StandardChart
{
    public const string Cash = "cash",
        Fund = "fund";

    private static readonly IReadOnlyList<(int Number, string Code, string Name, V1.BookAccountType Type)> Accounts =
    [
        (1001, Cash, "Cash", Asset),
        (1002, "bank", "Bank", Asset),
        (1003, "member-loans", "Loans to members", Asset),
        (2001, "member-savings", "Members' savings", Liability),
        (3001, "interest", "Interest", Income),
        (3002, "fines", "Fines", Income),
        (3003, "donations", "Donations", Income),
        (3004, "fees", "Membership fees", Income),
        (3005, "grants", "Grants", Income),
        (3006, "other-income", "Other income", Income),
        (4001, "meetings", "Meetings", Expense),
        (4002, "travel", "Travel", Expense),
        (4003, "stationery", "Stationery and printing", Expense),
        (4004, "help", "Help to members", Expense),
        (4005, "rent", "Rent and electricity", Expense),
        (4006, "bank-charges", "Bank charges", Expense),
        (4007, "other-expenses", "Other expenses", Expense),
        (5001, Fund, "Fund", V1.BookAccountType.Fund),
    ];

    public static IEnumerable<BookAccount> Of(Guid booksId) =>
        Accounts.Select(a => new BookAccount
        {
            BooksId = booksId,
            Number = a.Number,
            Code = a.Code,
            Name = a.Name,
            Type = a.Type,
            Use = a.Code switch
            {
                Cash => V1.BookAccountUse.Cash,
                "bank" => V1.BookAccountUse.Bank,
                _ => V1.BookAccountUse.Ordinary,
            },
            PerMember = a.Code is "member-loans" or "member-savings",
        });

    /// <summary>The first number of a type; a type has 999.</summary>
    public static int FirstOf(V1.BookAccountType type) => (int)type * 1000;
}
