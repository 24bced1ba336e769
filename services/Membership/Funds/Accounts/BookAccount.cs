namespace Membership.Funds;

/// <summary>
/// An account of a chart. It is never renamed or changed, for what was posted to it would then read otherwise; it can be
/// closed.
/// </summary>
public sealed class BookAccount
{
    public const int LongestName = 60;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid BooksId { get; init; }

    /// <summary>1xxx assets, 2xxx liabilities, 3xxx income, 4xxx expenses, 5xxx funds.</summary>
    public required int Number { get; init; }

    /// <summary>Of a standard account, which every language has a word for; empty for one that the group added.</summary>
    public string Code { get; init; } = "";
    public required string Name { get; init; }
    public required V1.BookAccountType Type { get; init; }
    public required V1.BookAccountUse Use { get; init; }

    /// <summary>Each line names the member it is for, such as in her savings.</summary>
    public required bool PerMember { get; init; }
    public DateOnly? ClosedOn { get; private set; }

    public bool IsMoney => Use is V1.BookAccountUse.Cash or V1.BookAccountUse.Bank;

    /// <summary>A debit makes it more: assets and expenses.</summary>
    public bool GrowsByDebit => Type is V1.BookAccountType.Asset or V1.BookAccountType.Expense;

    /// <summary>Without cash, and without a fund that a difference can go to, there are no books.</summary>
    public bool IsNeeded => Code is StandardChart.Cash or StandardChart.Fund;

    /// <param name="waits">A voucher waits that has a line in it.</param>
    /// <exception cref="Refusal"><c>needed</c>, <c>account_closed</c>, <c>balance_left</c>, <c>drafts_left</c>.</exception>
    public void Close(DateOnly day, long balance, bool waits)
    {
        RequireNotNeeded();
        if (ClosedOn is not null)
            throw Refusal.NotNow("account_closed", "This account is closed.");
        if (balance != 0)
            throw Refusal.NotNow("balance_left", "Something still stands in this account. Bring it to nothing first, with a journal.");
        if (waits)
            throw Refusal.NotNow("drafts_left", "A voucher still waits. Approve it or take it back first.");
        ClosedOn = day;
    }

    /// <exception cref="Refusal"><c>needed</c>.</exception>
    public void RequireNotNeeded()
    {
        if (IsNeeded)
            throw Refusal.NotNow("needed", "Books cannot do without this account.");
    }
}
