using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>A group with its books open since April 2023, a treasurer from outside and three members, of whom two can approve.</summary>
internal sealed class FundBooks
{
    public required TestCollective Collective { get; init; }
    public required Group Group { get; init; }
    public required Books Books { get; init; }
    public required Member Asha { get; init; }
    public required Member Bina { get; init; }
    public required Member Chandra { get; init; }

    public V1.Funds.FundsClient Treasurer => field ??= new(Collective.As("treasurer"));
    public V1.Funds.FundsClient First => field ??= new(Collective.AsMember(Asha.Id, "peer_leader"));
    public V1.Funds.FundsClient Second => field ??= new(Collective.AsMember(Bina.Id, "executive"));

    public static async Task<FundBooks> OpenAsync(MembershipFixture network, TestCollective? within = null, string name = "First")
    {
        var collective = within ?? network.NewCollective();
        var formed = new DateOnly(2023, 4, 1);
        var asha = await collective.EnrolAsync("Asha", formed);
        var bina = await collective.EnrolAsync("Bina", formed);
        var chandra = await collective.EnrolAsync("Chandra", formed);
        var group = await collective.FormAsync(name, formed, asha, bina, chandra);
        var books = await new V1.Funds.FundsClient(collective.As("treasurer")).OpenBooksAsync(
            new() { GroupId = group.Id, OpenedOn = formed.ToMessage() }
        );
        return new()
        {
            Collective = collective,
            Group = group,
            Books = books,
            Asha = asha,
            Bina = bina,
            Chandra = chandra,
        };
    }

    public BookAccount this[string code] => Books.Accounts.Single(a => a.Code == code);

    /// <summary>Money into cash for one thing, or out of it below nothing.</summary>
    public RecordVoucherRequest Of(string code, long paise, Date day, Member? member = null) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            BooksId = Books.Id,
            Kind = paise > 0 ? VoucherKind.Receipt : VoucherKind.Payment,
            Day = day,
            Narration = $"For {code}",
            Lines =
            {
                new RecordLine
                {
                    AccountId = this["cash"].Id,
                    DebitPaise = Math.Max(paise, 0),
                    CreditPaise = Math.Max(-paise, 0),
                },
                new RecordLine
                {
                    AccountId = this[code].Id,
                    MemberId = member?.Id ?? "",
                    DebitPaise = Math.Max(-paise, 0),
                    CreditPaise = Math.Max(paise, 0),
                },
            },
        };

    public RecordVoucherRequest Between(VoucherKind kind, string debit, string credit, long paise, Date day) =>
        new()
        {
            BooksId = Books.Id,
            Kind = kind,
            Day = day,
            Narration = "Between",
            Lines =
            {
                new RecordLine { AccountId = this[debit].Id, DebitPaise = paise },
                new RecordLine { AccountId = this[credit].Id, CreditPaise = paise },
            },
        };

    public async Task<Voucher> PostAsync(RecordVoucherRequest request) => await ApproveAsync(await Treasurer.RecordVoucherAsync(request));

    public async Task<Voucher> ApproveAsync(Voucher voucher)
    {
        await First.ApproveVoucherAsync(new() { Id = voucher.Id });
        return await Second.ApproveVoucherAsync(new() { Id = voucher.Id });
    }

    public async Task<long> BalanceAsync(string code) =>
        (await Treasurer.GetBooksAsync(new() { Id = Books.Id })).Accounts.Single(a => a.Code == code).BalancePaise;

    public async Task<VerifyBooksResponse> VerifyAsync() => await Treasurer.VerifyBooksAsync(new() { BooksId = Books.Id });
}
