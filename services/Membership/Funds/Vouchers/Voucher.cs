namespace Membership.Funds;

/// <summary>
/// A voucher as it was posted: the database makes it from the approved draft, gives it its number and chains it; nothing
/// changes it.
/// </summary>
public sealed class Voucher
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid BooksId { get; private init; }

    /// <summary>Its place in the chain, in the order of posting, without a gap.</summary>
    public long Sequence { get; private init; }
    public V1.VoucherKind Kind { get; private init; }

    /// <summary>In which the financial year of its day began.</summary>
    public int Year { get; private init; }

    /// <summary>Within books, year and kind, without a gap.</summary>
    public int Number { get; private init; }
    public DateOnly Day { get; private init; }
    public byte[] Narration { get; private init; } = [];
    public long Amount { get; private init; }
    public Guid? Reverses { get; private init; }
    public Guid RecordedBy { get; private init; }
    public Guid? RecordedByMember { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }
    public DateTimeOffset PostedAt { get; private init; }
    public byte[] Previous { get; private init; } = [];
    public byte[] Digest { get; private init; } = [];

    /// <summary>What a person notes beside a printed copy.</summary>
    public string Mark => MarkOf(Digest);

    public static string MarkOf(byte[] digest) => digest.Length == 0 ? "" : Convert.ToHexStringLower(digest.AsSpan(0, 4));
}

/// <summary>A line of a posted voucher.</summary>
public sealed class VoucherEntry
{
    public Guid TenantId { get; private set; }
    public Guid VoucherId { get; private init; }
    public int Number { get; private init; }
    public Guid BooksId { get; private init; }
    public Guid AccountId { get; private init; }
    public Guid? MemberId { get; private init; }
    public long Debit { get; private init; }
    public long Credit { get; private init; }
    public DateOnly Day { get; private init; }
    public long Sequence { get; private init; }
}

/// <summary>Made from a voucher's digest with the collective's key, so that only this system can make it.</summary>
public sealed class VoucherSeal
{
    public Guid TenantId { get; private set; }
    public required Guid VoucherId { get; init; }
    public required string Seal { get; init; }
}

/// <summary>The end of a books' chain.</summary>
public sealed class BooksHead
{
    public Guid TenantId { get; private set; }
    public required Guid BooksId { get; init; }
    public long Sequence { get; private init; }
    public byte[] Digest { get; private init; } = [];
}

/// <summary>Control totals: all that was ever posted to an account, in paise.</summary>
public sealed class AccountTotal
{
    public Guid TenantId { get; private set; }
    public Guid AccountId { get; private init; }
    public long Debit { get; private init; }
    public long Credit { get; private init; }
}
