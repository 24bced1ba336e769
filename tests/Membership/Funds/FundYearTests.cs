using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class FundYearTests(MembershipFixture network)
{
    [Fact]
    public async Task Books_open_once_with_the_standard_chart_for_a_group_and_for_the_collective()
    {
        var group = await FundBooks.OpenAsync(network);
        var own = await group.Treasurer.OpenBooksAsync(new() { OpenedOn = OnDay(2023, 4, 1) });
        OpenBooksRequest Again(Action<OpenBooksRequest> change) =>
            new OpenBooksRequest { GroupId = group.Group.Id, OpenedOn = OnDay(2023, 4, 1) }.But(change);

        Assert.Equal(
            [
                "cash",
                "bank",
                "member-loans",
                "member-savings",
                "interest",
                "fines",
                "donations",
                "fees",
                "grants",
                "other-income",
                "meetings",
                "travel",
                "stationery",
                "help",
                "rent",
                "bank-charges",
                "other-expenses",
                "fund",
            ],
            group.Books.Accounts.Select(a => a.Code)
        );
        Assert.Equal(["member-loans", "member-savings"], group.Books.Accounts.Where(a => a.PerMember).Select(a => a.Code));
        Assert.Equal(("", 18), (own.GroupId, own.Accounts.Count));
        Assert.Equal(["", "First"], (await group.Treasurer.ListBooksAsync(new())).Books.Select(b => b.GroupName));
        await AllRefusedAsync(
            r => group.Treasurer.OpenBooksAsync(r),
            (Again(r => { }), Refused.NotNow("books_exist")),
            (Again(r => r.GroupId = ""), Refused.NotNow("books_exist")),
            (Again(r => r.GroupId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (Again(r => r.OpenedOn = null), Refused.Invalid("opened_on", "required")),
            (Again(r => r.OpenedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("opened_on", "in_the_future"))
        );
        var young = await group.Collective.FormAsync("Young", new(2024, 1, 1));
        Assert.Equal(
            Refused.Invalid("opened_on", "before_forming"),
            await Refused.ByAsync(group.Treasurer.OpenBooksAsync(new() { GroupId = young.Id, OpenedOn = OnDay(2023, 12, 31) }))
        );
    }

    [Fact]
    public async Task Accounts_are_added_and_closed_and_one_in_use_is_not_removed()
    {
        var group = await FundBooks.OpenAsync(network);
        AddBookAccountRequest Adding(string name) =>
            new()
            {
                BooksId = group.Books.Id,
                Name = name,
                Type = BookAccountType.Expense,
            };
        var added = await group.Treasurer.AddBookAccountAsync(Adding("Festival"));
        var bank = await group.Treasurer.AddBookAccountAsync(
            Adding("Post office")
                .But(r =>
                {
                    r.Type = BookAccountType.Asset;
                    r.Use = BookAccountUse.Bank;
                })
        );

        Assert.Equal((4008, "", "Festival", 1004, BookAccountUse.Bank), (added.Number, added.Code, added.Name, bank.Number, bank.Use));
        await AllRefusedAsync(
            r => group.Treasurer.AddBookAccountAsync(r),
            (Adding("festival"), Refused.Invalid("name", "name_taken")),
            (Adding(""), Refused.Invalid("name", "required")),
            (Adding("x").But(r => r.Type = default), Refused.Invalid("type", "required")),
            (Adding("x").But(r => r.Use = BookAccountUse.Cash), Refused.Invalid("use", "wrong_account")),
            (Adding("x").But(r => r.PerMember = true), Refused.Invalid("per_member", "wrong_account"))
        );

        await group.PostAsync(group.Of("fines", 1_000, OnDay(2023, 5, 5)));
        await AllRefusedAsync(
            r => group.Treasurer.RemoveBookAccountAsync(r),
            (new RemoveBookAccountRequest { Id = group["fines"].Id }, Refused.NotNow("in_use")),
            (new() { Id = group["cash"].Id }, Refused.NotNow("needed")),
            (new() { Id = (await FundBooks.OpenAsync(network))["fines"].Id }, Refused.NotFound)
        );
        await AllRefusedAsync(
            r => group.Treasurer.CloseBookAccountAsync(r),
            (new CloseBookAccountRequest { Id = group["fines"].Id }, Refused.NotNow("balance_left")),
            (new() { Id = group["fund"].Id }, Refused.NotNow("needed"))
        );
        var waiting = await group.Treasurer.RecordVoucherAsync(group.Of("rent", -100, OnDay(2023, 5, 6)));
        Assert.Equal(
            Refused.NotNow("drafts_left"),
            await Refused.ByAsync(group.Treasurer.CloseBookAccountAsync(new() { Id = group["rent"].Id }))
        );
        await group.Treasurer.WithdrawVoucherAsync(new() { Id = waiting.Id });
        Assert.Equal(Today.ToMessage(), (await group.Treasurer.CloseBookAccountAsync(new() { Id = group["rent"].Id })).ClosedOn);
        Assert.Equal(
            Refused.NotNow("account_closed"),
            await Refused.ByAsync(group.Treasurer.RecordVoucherAsync(group.Of("rent", -100, OnDay(2023, 5, 6))))
        );
        Assert.Equal(
            Refused.NotNow("account_closed"),
            await Refused.ByAsync(group.Treasurer.CloseBookAccountAsync(new() { Id = group["rent"].Id }))
        );
        await group.Treasurer.RemoveBookAccountAsync(new() { Id = added.Id });
        Assert.DoesNotContain(
            "Festival",
            (await group.Treasurer.GetBooksAsync(new() { Id = group.Books.Id })).Accounts.Select(a => a.Name)
        );
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_cut_off_sheet_brings_an_older_group_in_and_its_difference_goes_to_the_fund()
    {
        var group = await FundBooks.OpenAsync(network);
        CutOffBalance Of(string code, long paise, Member? member = null) =>
            new()
            {
                AccountId = group[code].Id,
                MemberId = member?.Id ?? "",
                Paise = paise,
            };
        RecordCutOffSheetRequest Sheet(params CutOffBalance[] balances) => new() { BooksId = group.Books.Id, Balances = { balances } };
        await AllRefusedAsync(
            r => group.Treasurer.RecordCutOffSheetAsync(r),
            (Sheet(), Refused.Invalid("balances", "required")),
            (Sheet(Of("cash", 0)), Refused.Invalid("balances", "out_of_range")),
            (Sheet(Of("interest", 5)), Refused.Invalid("lines", "wrong_account")),
            (Sheet(Of("member-savings", 5)), Refused.Invalid("lines", "member_required")),
            (Sheet(new CutOffBalance { AccountId = $"{Guid.NewGuid()}", Paise = 5 }), Refused.Invalid("balances", "no_such_account"))
        );

        var written = await group.Treasurer.RecordCutOffSheetAsync(
            Sheet(
                Of("cash", 10_000),
                Of("bank", 500_000),
                Of("member-loans", 90_000, group.Asha),
                Of("member-savings", 300_000, group.Asha),
                Of("member-savings", 200_000, group.Bina)
            )
        );
        Assert.Equal(Refused.NotNow("cut_off_exists"), await Refused.ByAsync(group.Treasurer.RecordCutOffSheetAsync(Sheet(Of("cash", 1)))));
        var posted = await group.ApproveAsync(written);

        Assert.Equal(
            (VoucherKind.Opening, 600_000L, group.Books.OpenedOn, 1),
            (posted.Kind, posted.AmountPaise, posted.Day, posted.Number)
        );
        Assert.Equal(("fund", 100_000L), (posted.Lines[^1].AccountCode, posted.Lines[^1].CreditPaise));
        Assert.True((await group.Treasurer.GetBooksAsync(new() { Id = group.Books.Id })).HasCutOff);
        Assert.Equal(
            [("Asha", "member-loans", 90_000L), ("Asha", "member-savings", 300_000), ("Bina", "member-savings", 200_000)],
            (await group.Treasurer.GetMemberBalancesAsync(new() { BooksId = group.Books.Id }))
                .Balances.Select(b => (b.KnownAs, b.Account.Code, b.Paise))
                .Order()
        );

        // A wrong sheet is taken back like any voucher, and written anew.
        await group.ApproveAsync(
            await group.Treasurer.RecordReversalAsync(
                new()
                {
                    VoucherId = posted.Id,
                    Day = posted.Day,
                    Narration = "Wrong",
                }
            )
        );
        await group.ApproveAsync(await group.Treasurer.RecordCutOffSheetAsync(Sheet(Of("cash", 20_000))));
        Assert.Equal(
            (20_000L, 0L, -20_000L),
            (await group.BalanceAsync("cash"), await group.BalanceAsync("bank"), await group.BalanceAsync("fund"))
        );
    }

    [Fact]
    public async Task A_year_is_closed_by_two_after_the_one_before_it_and_is_locked_from_then_on()
    {
        var group = await FundBooks.OpenAsync(network);
        await group.PostAsync(group.Of("donations", 100_000, OnDay(2023, 6, 1)));
        var travel = await group.PostAsync(group.Of("travel", -30_000, OnDay(2024, 3, 31)));
        await group.PostAsync(group.Of("fines", 500, OnDay(2024, 4, 1)));
        var waiting = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 500, OnDay(2024, 3, 30)));
        RecordClosingRequest Of(int year) => new() { BooksId = group.Books.Id, Year = year };

        await AllRefusedAsync(
            r => group.Treasurer.RecordClosingAsync(r),
            (Of(2022), Refused.Invalid("year", "before_cut_off")),
            (Of(2024), Refused.NotNow("earlier_year_open")),
            (Of(India.FinancialYear(Today)), Refused.NotNow("year_not_over")),
            (Of(0), Refused.Invalid("year", "out_of_range")),
            (Of(2023), Refused.NotNow("drafts_left"))
        );
        await group.Treasurer.WithdrawVoucherAsync(new() { Id = waiting.Id });
        var closing = await group.Treasurer.RecordClosingAsync(Of(2023));
        Assert.Equal(
            Refused.NotNow("year_closing"),
            await Refused.ByAsync(group.Treasurer.RecordVoucherAsync(group.Of("fines", 500, OnDay(2024, 3, 31))))
        );
        Assert.Equal(Refused.NotNow("drafts_left"), await Refused.ByAsync(group.Treasurer.RecordClosingAsync(Of(2023))));
        var posted = await group.ApproveAsync(closing);

        Assert.Equal(
            [("donations", 100_000L, 0L), ("travel", 0, 30_000), ("fund", 0, 70_000)],
            posted.Lines.Select(l => (l.AccountCode, l.DebitPaise, l.CreditPaise))
        );
        Assert.Equal(OnDay(2024, 3, 31), (await group.Treasurer.GetBooksAsync(new() { Id = group.Books.Id })).ClosedUntil);
        Assert.Equal(
            Refused.Invalid("day", "year_closed"),
            await Refused.ByAsync(group.Treasurer.RecordVoucherAsync(group.Of("fines", 500, OnDay(2024, 3, 31))))
        );
        Assert.Equal(Refused.NotNow("year_closed"), await Refused.ByAsync(group.Treasurer.RecordClosingAsync(Of(2023))));
        Assert.Equal(
            Refused.NotNow("not_reversible"),
            await Refused.ByAsync(
                group.Treasurer.RecordReversalAsync(
                    new()
                    {
                        VoucherId = posted.Id,
                        Day = OnDay(2024, 4, 1),
                        Narration = "x",
                    }
                )
            )
        );
        Assert.Equal(
            (0L, 0L, -70_000L, -500L),
            (
                await group.BalanceAsync("donations"),
                await group.BalanceAsync("travel"),
                await group.BalanceAsync("fund"),
                await group.BalanceAsync("fines")
            )
        );

        // What was wrong in a closed year is corrected in the open one.
        var back = await group.ApproveAsync(
            await group.Treasurer.RecordReversalAsync(
                new()
                {
                    VoucherId = travel.Id,
                    Day = OnDay(2024, 4, 2),
                    Narration = "Never travelled",
                }
            )
        );
        Assert.Equal(2024, back.Year);
        var year = await group.Treasurer.GetIncomeAndExpenditureAsync(
            new()
            {
                BooksId = group.Books.Id,
                From = OnDay(2023, 4, 1),
                To = OnDay(2024, 3, 31),
            }
        );
        Assert.Equal((100_000L, 30_000L), (year.IncomePaise, year.ExpenditurePaise)); // the closing itself is neither
        var empty = await group.ApproveAsync(await group.Treasurer.RecordClosingAsync(Of(2024)));
        Assert.Equal(
            (-100_500L, 30_500L),
            (await group.BalanceAsync("fund"), empty.Lines.Sum(l => l.AccountCode == "fund" ? l.CreditPaise : 0))
        );
        Assert.True((await group.VerifyAsync()).Intact);
    }
}
