using System.Globalization;
using Membership.Groups;

namespace Membership.Funds;

/// <summary>The books of a group, or the collective's own, with their chart of accounts.</summary>
public sealed class Books
{
    /// <summary>How many accounts a type may have.</summary>
    private const int MostOfAType = 999;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Null: the collective's own.</summary>
    public Guid? GroupId { get; private init; }

    /// <summary>The cut-off: the first day that the books speak of.</summary>
    public DateOnly OpenedOn { get; private init; }

    /// <summary>The last day of the last closed year. What lies before it is locked for ever.</summary>
    public DateOnly? ClosedUntil { get; private set; }
    public List<BookAccount> Accounts { get; } = [];

    /// <param name="group">Null for the collective's own.</param>
    /// <exception cref="Refusal"><c>before_forming</c>.</exception>
    public static Books Open(Group? group, DateOnly day)
    {
        if (day < group?.FormedOn)
            throw Refusal.Invalid("opened_on", "before_forming", "The group had not been formed by that day.");
        var books = new Books { GroupId = group?.Id, OpenedOn = day };
        books.Accounts.AddRange(StandardChart.Of(books.Id));
        return books;
    }

    /// <exception cref="Refusal"><c>name_taken</c>, <c>wrong_account</c>, <c>too_many</c>, and as for any field.</exception>
    public BookAccount Add(V1.AddBookAccountRequest request)
    {
        var name = Input.Required(request.Name, "name", BookAccount.LongestName);
        var type = Input.Choice(request.Type, "type");
        var use = request.Use == V1.BookAccountUse.Unspecified ? V1.BookAccountUse.Ordinary : Input.Choice(request.Use, "use");
        if (use != V1.BookAccountUse.Ordinary && type != V1.BookAccountType.Asset)
            throw Refusal.Invalid("use", "wrong_account", "Cash and bank are things the group has.");
        if (
            request.PerMember
            && (use != V1.BookAccountUse.Ordinary || type is not (V1.BookAccountType.Asset or V1.BookAccountType.Liability))
        )
            throw Refusal.Invalid("per_member", "wrong_account", "Only what members owe and what is owed to them is kept by member.");
        if (Accounts.Any(a => a.ClosedOn is null && string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw Refusal.Invalid("name", "name_taken", "Another account has this name.");
        var number = 1 + Accounts.Where(a => a.Type == type).Select(a => a.Number).DefaultIfEmpty(StandardChart.FirstOf(type)).Max();
        if (number > StandardChart.FirstOf(type) + MostOfAType)
            throw Refusal.TooMuch("too_many", "There are too many accounts of this kind.");

        var account = new BookAccount
        {
            BooksId = Id,
            Number = number,
            Name = name,
            Type = type,
            Use = use,
            PerMember = request.PerMember,
        };
        Accounts.Add(account);
        return account;
    }

    /// <summary>Refuses a day that these books are not open on.</summary>
    /// <exception cref="Refusal"><c>before_cut_off</c>, <c>year_closed</c>.</exception>
    public void RequireOpen(DateOnly day)
    {
        if (day < OpenedOn)
            throw Refusal.Invalid(
                "day",
                "before_cut_off",
                string.Create(CultureInfo.InvariantCulture, $"These books begin on {OpenedOn:d MMMM yyyy}. Choose that day or a later one.")
            );
        if (day <= ClosedUntil)
            throw Refusal.Invalid(
                "day",
                "year_closed",
                string.Create(CultureInfo.InvariantCulture, $"The books are closed until {ClosedUntil:d MMMM yyyy}. Choose a later day.")
            );
    }

    /// <summary>Refuses a financial year that cannot be closed now; years are closed one after the other.</summary>
    /// <param name="year">In which it began.</param>
    /// <exception cref="Refusal"><c>year_closed</c>, <c>before_cut_off</c>, <c>year_not_over</c>, <c>earlier_year_open</c>.</exception>
    public void RequireClosable(int year, DateOnly today)
    {
        var first = India.FinancialYear(OpenedOn);
        if (year < first)
            throw Refusal.Invalid("year", "before_cut_off", "The books had not been opened by then.");
        if (EndOf(year) <= ClosedUntil)
            throw Refusal.NotNow("year_closed", "This year is closed already.");
        if (today <= EndOf(year))
            throw Refusal.NotNow("year_not_over", "This year is not over yet.");
        if (year > (ClosedUntil is { } until ? until.Year : first))
            throw Refusal.NotNow("earlier_year_open", "Close the year before this one first.");
    }

    internal void CloseYear(int year) => ClosedUntil = EndOf(year);

    /// <summary>31 March.</summary>
    public static DateOnly EndOf(int year) => new(year + 1, 3, 31);
}
