namespace Membership.Funds;

/// <summary>
/// A voucher on its way: written by one person, approved by two members who are neither her nor each other, or rejected, or
/// taken back. With the second approval it is posted, and never changes again.
/// </summary>
public sealed class VoucherDraft
{
    public const int LongestNarration = 500;
    public const int MostLines = 1_000;

    /// <summary>A thousand crore rupees, in paise: far more than anybody will write, and sums of it still fit.</summary>
    public const long MostPaise = 1_000_000_000_000;
    private const int Needed = 2;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid BooksId { get; private init; }
    public V1.VoucherKind Kind { get; private init; }
    public V1.VoucherState State { get; private set; } = V1.VoucherState.Waiting;
    public DateOnly Day { get; private init; }

    /// <summary>Sealed with the collective's key, for it may name people.</summary>
    public byte[] Narration { get; private init; } = [];

    /// <summary>Of one side, in paise.</summary>
    public long Amount { get; private init; }

    /// <summary>The voucher that this one takes back; null for all but a reversal.</summary>
    public Guid? Reverses { get; private init; }
    public Guid RecordedBy { get; private init; }
    public Guid? RecordedByMember { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }
    public byte[]? Reason { get; private set; }
    public List<VoucherDraftLine> Lines { get; private init; } = [];
    public List<VoucherApproval> Approvals { get; } = [];

    /// <exception cref="Refusal">See <c>RecordVoucher</c> in the proto.</exception>
    public static VoucherDraft Of(
        Books books,
        V1.VoucherKind kind,
        DateOnly day,
        IReadOnlyList<VoucherDraftLine> lines,
        Written by,
        Guid? reverses = null
    )
    {
        books.RequireOpen(day);
        if (kind != V1.VoucherKind.Closing && lines.Count < 2)
            throw Refusal.Invalid("lines", "required", "A voucher needs at least two lines.");
        if (lines.Count > MostLines)
            throw Refusal.Invalid("lines", "too_many", "A voucher may have at most 1,000 lines.");
        var accounts = books.Accounts.ToDictionary(a => a.Id);
        foreach (var line in lines)
            RequireRight(kind, line, accounts);
        if (lines.Sum(l => l.Debit) != lines.Sum(l => l.Credit))
            throw Refusal.Invalid("lines", "not_balanced", "Both sides must come to the same.");

        var draft = new VoucherDraft
        {
            BooksId = books.Id,
            Kind = kind,
            Day = day,
            Narration = by.Narration,
            Amount = lines.Sum(l => l.Debit),
            Reverses = reverses,
            RecordedBy = by.Account,
            RecordedByMember = by.Member,
            RecordedAt = by.At,
            Lines = [.. lines],
        };
        foreach (var (index, line) in lines.Index())
            line.Join(draft.Id, index + 1);
        return draft;
    }

    private static void RequireRight(V1.VoucherKind kind, VoucherDraftLine line, Dictionary<Guid, BookAccount> accounts)
    {
        if (line.Debit < 0 || line.Credit < 0 || line.Debit > MostPaise || line.Credit > MostPaise)
            throw Refusal.Invalid("lines", "out_of_range", "This amount cannot be kept.");
        if (line.Debit > 0 == line.Credit > 0)
            throw Refusal.Invalid("lines", "one_side", "A line has an amount above nothing on one side.");
        if (!accounts.TryGetValue(line.AccountId, out var account))
            throw Refusal.Invalid("lines", "no_such_account", "This account is not in these books.");
        if (account.ClosedOn is not null)
            throw Refusal.NotNow("account_closed", "This account is closed.");
        if (account.PerMember && line.MemberId is null)
            throw Refusal.Invalid("lines", "member_required", "Say which member it is for.");
        if (!account.PerMember && line.MemberId is not null)
            throw Refusal.Invalid("lines", "no_member_here", "This account is not kept by member.");
        if (!Fits(kind, account, line))
            throw Refusal.Invalid("lines", "wrong_account", "This account does not belong on this side of such a voucher.");
    }

    /// <exception cref="Refusal"><c>not_waiting</c>, <c>own_voucher</c>, <c>already_approved</c>.</exception>
    public void Approve(Guid member, Guid account, DateTimeOffset now)
    {
        RequireWaiting();
        if (IsBy(member, account))
            throw Refusal.NotAllowed("own_voucher", "Somebody else must approve what you have written.");
        if (HasApproved(member, account))
            throw Refusal.NotNow("already_approved", "You have approved this. It waits for somebody else.");
        Approvals.Add(
            new()
            {
                DraftId = Id,
                MemberId = member,
                Account = account,
                At = now,
            }
        );
        if (Approvals.Count == Needed)
            State = V1.VoucherState.Posted;
    }

    /// <exception cref="Refusal"><c>not_waiting</c>.</exception>
    public void Reject(byte[] reason)
    {
        RequireWaiting();
        State = V1.VoucherState.Rejected;
        Reason = reason;
    }

    /// <exception cref="Refusal"><c>not_waiting</c>.</exception>
    public void Withdraw()
    {
        RequireWaiting();
        State = V1.VoucherState.Withdrawn;
    }

    public bool IsBy(Guid? member, Guid account) => RecordedBy == account || (member is not null && RecordedByMember == member);

    public bool HasApproved(Guid? member, Guid account) => Approvals.Any(a => a.MemberId == member || a.Account == account);

    private void RequireWaiting()
    {
        if (State != V1.VoucherState.Waiting)
            throw Refusal.NotNow("not_waiting", "This voucher no longer waits for anybody.");
    }

    /// <summary>
    /// Receipts bring money into cash or bank, payments take it out, a contra moves it between them, a journal leaves it alone.
    /// </summary>
    private static bool Fits(V1.VoucherKind kind, BookAccount account, VoucherDraftLine line) =>
        kind switch
        {
            V1.VoucherKind.Receipt => account.IsMoney == line.Debit > 0,
            V1.VoucherKind.Payment => account.IsMoney == line.Credit > 0,
            V1.VoucherKind.Contra => account.IsMoney,
            V1.VoucherKind.Journal => !account.IsMoney,
            V1.VoucherKind.Opening => account.Type is V1.BookAccountType.Asset or V1.BookAccountType.Liability or V1.BookAccountType.Fund,
            _ => true,
        };
}

/// <summary>Who writes a voucher, when, and with what narration (sealed).</summary>
public sealed record Written(Guid Account, Guid? Member, DateTimeOffset At, byte[] Narration);

/// <summary>One line: an account, for a member-wise account the member, and an amount in paise on one side.</summary>
public sealed class VoucherDraftLine
{
    public Guid TenantId { get; private set; }
    public Guid DraftId { get; private set; }
    public int Number { get; private set; }
    public required Guid AccountId { get; init; }
    public Guid? MemberId { get; init; }
    public long Debit { get; init; }
    public long Credit { get; init; }

    internal void Join(Guid draft, int number)
    {
        DraftId = draft;
        Number = number;
    }
}

/// <summary>A member's approval, with her own account.</summary>
public sealed class VoucherApproval
{
    public Guid TenantId { get; private set; }
    public required Guid DraftId { get; init; }
    public required Guid MemberId { get; init; }
    public required Guid Account { get; init; }
    public required DateTimeOffset At { get; init; }
}
