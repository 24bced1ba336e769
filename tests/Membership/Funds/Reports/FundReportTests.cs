using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class FundReportTests(MembershipFixture network)
{
    [Fact]
    public async Task The_cash_book_says_what_came_and_went_and_what_was_left()
    {
        var group = await FilledAsync();
        GetCashBookRequest Of(int size, string token = "") =>
            new()
            {
                BooksId = group.Books.Id,
                From = OnDay(2023, 5, 2),
                To = OnDay(2023, 5, 31),
                PageSize = size,
                PageToken = token,
            };

        var whole = await group.Treasurer.GetCashBookAsync(Of(0));
        var first = await group.Treasurer.GetCashBookAsync(Of(2));
        var second = await group.Treasurer.GetCashBookAsync(Of(2, first.NextPageToken));

        Assert.Equal(
            (100_000L, 0L, 65_000L, 60_000L),
            (whole.OpeningCashPaise, whole.OpeningBankPaise, whole.ClosingCashPaise, whole.ClosingBankPaise)
        );
        Assert.Equal(
            [
                (VoucherKind.Receipt, 40_000L, 0L, 0L, 140_000L, 0L, "member-savings"),
                (VoucherKind.Contra, 0, 60_000, 60_000, 80_000, 60_000, ""),
                (VoucherKind.Payment, 0, 15_000, 0, 65_000, 60_000, "member-loans"),
            ],
            whole.Lines.Select(l =>
                (
                    l.Voucher.Kind,
                    l.CashInPaise,
                    l.CashOutPaise,
                    l.BankInPaise,
                    l.CashPaise,
                    l.BankPaise,
                    string.Join(',', l.Accounts.Select(a => a.Code))
                )
            )
        );
        Assert.Equal(whole.Lines, first.Lines.Concat(second.Lines));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task A_ledger_runs_from_its_opening_to_its_closing_balance()
    {
        var group = await FilledAsync();

        var ledger = await group.Treasurer.GetLedgerAsync(
            new()
            {
                AccountId = group["member-savings"].Id,
                From = OnDay(2023, 5, 3),
                To = OnDay(2023, 6, 30),
            }
        );

        Assert.Equal((0L, -45_000L), (ledger.OpeningPaise, ledger.ClosingPaise));
        Assert.Equal(
            [("Asha", 0L, 25_000L, -25_000L), ("Bina", 0, 15_000, -40_000), ("Asha", 0, 5_000, -45_000)],
            ledger.Lines.Select(l => (l.KnownAs, l.DebitPaise, l.CreditPaise, l.BalancePaise))
        );
        await AllRefusedAsync(
            r => group.Treasurer.GetLedgerAsync(r),
            (
                new GetLedgerRequest
                {
                    AccountId = $"{Guid.NewGuid()}",
                    From = OnDay(2023, 5, 3),
                    To = OnDay(2023, 6, 30),
                },
                Refused.NotFound
            ),
            (new() { AccountId = group["cash"].Id, To = OnDay(2023, 6, 30) }, Refused.Invalid("from", "required")),
            (
                new()
                {
                    AccountId = group["cash"].Id,
                    From = OnDay(2023, 7, 1),
                    To = OnDay(2023, 6, 30),
                },
                Refused.Invalid("to", "bad_period")
            )
        );
    }

    [Fact]
    public async Task The_trial_balance_and_the_result_are_of_a_day_and_a_period()
    {
        var group = await FilledAsync();

        var may = await group.Treasurer.GetTrialBalanceAsync(new() { BooksId = group.Books.Id, AsOf = OnDay(2023, 5, 31) });
        var result = await group.Treasurer.GetIncomeAndExpenditureAsync(
            new()
            {
                BooksId = group.Books.Id,
                From = OnDay(2023, 4, 1),
                To = OnDay(2023, 6, 30),
            }
        );

        Assert.Equal(
            [
                ("cash", 65_000L, 0L),
                ("bank", 60_000, 0),
                ("member-loans", 15_000, 0),
                ("member-savings", 0, 40_000),
                ("donations", 0, 100_000),
            ],
            may.Lines.Select(l => (l.Account.Code, l.DebitPaise, l.CreditPaise))
        );
        Assert.Equal((140_000L, 140_000L), (may.DebitPaise, may.CreditPaise));
        Assert.Equal([("interest", 300L), ("donations", 100_000)], result.Income.Select(i => (i.Account.Code, i.Paise)));
        Assert.Equal([("travel", 2_000L)], result.Expenditure.Select(i => (i.Account.Code, i.Paise)));
        Assert.Equal((100_300L, 2_000L), (result.IncomePaise, result.ExpenditurePaise));
    }

    [Fact]
    public async Task Every_member_reads_her_groups_monthly_statement_with_her_own_balances_alone()
    {
        var group = await FilledAsync();
        var asha = new V1.Funds.FundsClient(group.Collective.AsMember(group.Asha.Id));
        GetMonthlyStatementRequest June = new()
        {
            BooksId = group.Books.Id,
            Year = 2023,
            Month = 6,
        };

        var statement = await asha.GetMonthlyStatementAsync(June);

        Assert.Equal(
            (65_000L, 60_000L, 71_300L, 58_000L),
            (statement.OpeningCashPaise, statement.OpeningBankPaise, statement.ClosingCashPaise, statement.ClosingBankPaise)
        );
        Assert.Equal(
            [("member-loans", 1_000L), ("member-savings", 5_000), ("interest", 300)],
            statement.Received.Select(r => (r.Account.Code, r.Paise))
        );
        Assert.Equal([("travel", 2_000L)], statement.Paid.Select(r => (r.Account.Code, r.Paise)));
        Assert.Equal(
            [("member-loans", 14_000L), ("member-savings", 45_000)],
            statement.MembersAccounts.Select(r => (r.Account.Code, r.Paise))
        );
        Assert.Equal(
            [("Asha", "member-loans", 14_000L), ("Asha", "member-savings", 30_000)],
            statement.Yours.Select(b => (b.KnownAs, b.Account.Code, b.Paise)).Order()
        );
        Assert.Equal(4, statement.Vouchers); // one of them taken back
        Assert.Equal((await group.VerifyAsync()).Seal, statement.Seal);

        var balances = await asha.GetMemberBalancesAsync(new() { BooksId = group.Books.Id });
        Assert.Equal(["Asha", "Asha"], balances.Balances.Select(b => b.KnownAs));
        Assert.Equal(45_000, balances.Totals.Single(t => t.Account.Code == "member-savings").Paise);
        var vouchers = (await asha.ListVouchersAsync(new() { BooksId = group.Books.Id, WithLines = true })).Vouchers;
        Assert.DoesNotContain("Bina", vouchers.SelectMany(v => v.Lines).Select(l => l.KnownAs));
        Assert.DoesNotContain(group.Bina.Id, vouchers.SelectMany(v => v.Lines).Select(l => l.MemberId));
        Assert.Equal("", vouchers.Single(v => v.Sequence == 2).Narration); // it touches Bina's account too
        Assert.Equal("For donations", vouchers.Single(v => v.Sequence == 1).Narration);
        Assert.DoesNotContain(
            "Bina",
            (
                await asha.GetLedgerAsync(
                    new()
                    {
                        AccountId = group["member-savings"].Id,
                        From = OnDay(2023, 4, 1),
                        To = OnDay(2024, 3, 31),
                    }
                )
            ).Lines.Select(l => l.KnownAs)
        );
    }

    [Fact]
    public async Task Books_of_another_group_do_not_exist_for_a_member_and_the_collectives_own_do()
    {
        var group = await FilledAsync();
        var outside = await group.Collective.EnrolAsync("Durga", new(2023, 4, 1));
        var own = await group.Treasurer.OpenBooksAsync(new() { OpenedOn = OnDay(2023, 4, 1) });
        var durga = new V1.Funds.FundsClient(group.Collective.AsMember(outside.Id));
        var voucher = (await group.Treasurer.ListVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers[0];
        var from = OnDay(2023, 4, 1);
        var to = OnDay(2024, 3, 31);

        Assert.Equal([own.Id], (await durga.ListBooksAsync(new())).Books.Select(b => b.Id));
        Assert.Equal(own.Id, (await durga.GetBooksAsync(new() { Id = own.Id })).Id);
        Assert.Equal(
            Enumerable.Repeat(Refused.NotFound, 9),
            [
                await Refused.ByAsync(durga.GetBooksAsync(new() { Id = group.Books.Id })),
                await Refused.ByAsync(durga.GetVoucherAsync(new() { Id = voucher.Id })),
                await Refused.ByAsync(durga.ListVouchersAsync(new() { BooksId = group.Books.Id })),
                await Refused.ByAsync(durga.VerifyBooksAsync(new() { BooksId = group.Books.Id })),
                await Refused.ByAsync(
                    durga.GetCashBookAsync(
                        new()
                        {
                            BooksId = group.Books.Id,
                            From = from,
                            To = to,
                        }
                    )
                ),
                await Refused.ByAsync(
                    durga.GetLedgerAsync(
                        new()
                        {
                            AccountId = group["cash"].Id,
                            From = from,
                            To = to,
                        }
                    )
                ),
                await Refused.ByAsync(durga.GetTrialBalanceAsync(new() { BooksId = group.Books.Id })),
                await Refused.ByAsync(
                    durga.GetMonthlyStatementAsync(
                        new()
                        {
                            BooksId = group.Books.Id,
                            Year = 2023,
                            Month = 5,
                        }
                    )
                ),
                await Refused.ByAsync(durga.GetMemberBalancesAsync(new() { BooksId = group.Books.Id })),
            ]
        );
        await group.Collective.Groups.AddGroupMemberAsync(new() { GroupId = group.Group.Id, MemberId = outside.Id });
        Assert.Equal(group.Books.Id, (await durga.GetBooksAsync(new() { Id = group.Books.Id })).Id);
        await group.Collective.Groups.RemoveGroupMemberAsync(new() { GroupId = group.Group.Id, MemberId = outside.Id });
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(durga.GetBooksAsync(new() { Id = group.Books.Id })));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Funds.FundsClient(group.Collective.As("facilitator")).ListBooksAsync(new()))
        );
    }

    /// <summary>Three months of a small group.</summary>
    private async Task<FundBooks> FilledAsync()
    {
        var group = await FundBooks.OpenAsync(network);
        await group.PostAsync(group.Of("donations", 100_000, OnDay(2023, 5, 1)));
        var savings = group.Of("member-savings", 25_000, OnDay(2023, 5, 3), group.Asha);
        savings.Lines[0].DebitPaise = 40_000;
        savings.Lines.Add(
            new RecordLine
            {
                AccountId = group["member-savings"].Id,
                MemberId = group.Bina.Id,
                CreditPaise = 15_000,
            }
        );
        await group.PostAsync(savings);
        await group.PostAsync(group.Of("member-loans", -15_000, OnDay(2023, 5, 20), group.Asha));
        await group.PostAsync(group.Between(VoucherKind.Contra, "bank", "cash", 60_000, OnDay(2023, 5, 10))); // written late
        var back = group.Of("member-loans", 1_000, OnDay(2023, 6, 3), group.Asha); // a meeting: savings, loan and interest in one receipt
        back.Lines[0].DebitPaise = 6_300;
        back.Lines.Add(
            new RecordLine
            {
                AccountId = group["member-savings"].Id,
                MemberId = group.Asha.Id,
                CreditPaise = 5_000,
            }
        );
        back.Lines.Add(new RecordLine { AccountId = group["interest"].Id, CreditPaise = 300 });
        await group.PostAsync(back);
        await group.PostAsync(group.Of("travel", -2_000, OnDay(2023, 6, 10)).But(r => r.Lines[0].AccountId = group["bank"].Id));
        var wrong = await group.PostAsync(group.Of("fines", 700, OnDay(2023, 6, 11)));
        await group.ApproveAsync(
            await group.Treasurer.RecordReversalAsync(
                new()
                {
                    VoucherId = wrong.Id,
                    Day = OnDay(2023, 6, 12),
                    Narration = "No fine",
                }
            )
        );
        return group;
    }
}
