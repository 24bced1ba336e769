using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class FundVoucherTests(MembershipFixture network)
{
    private static readonly Date May5 = OnDay(2023, 5, 5);

    [Fact]
    public async Task A_voucher_written_by_one_and_approved_by_two_members_is_posted_with_its_number()
    {
        var group = await FundBooks.OpenAsync(network);

        var written = await group.Treasurer.RecordVoucherAsync(group.Of("member-savings", 50_000, May5, group.Asha));
        var once = await group.First.ApproveVoucherAsync(new() { Id = written.Id });
        var posted = await group.Second.ApproveVoucherAsync(new() { Id = written.Id });

        Assert.Equal(
            (VoucherState.Waiting, 0, 0L, "", 0),
            (written.State, written.Number, written.Sequence, written.Seal, written.Approvals.Count)
        );
        Assert.Equal((VoucherState.Waiting, 1), (once.State, once.Approvals.Count));
        Assert.Equal(
            written.But(v =>
            {
                v.State = VoucherState.Posted;
                v.Number = 1;
                v.Sequence = 1;
                v.PostedAt = posted.PostedAt;
                v.Seal = posted.Seal;
                v.RecordedByYou = false;
                v.Approvals.Add(posted.Approvals);
            }),
            posted
        );
        Assert.Equal(["Asha", "Bina"], posted.Approvals.Select(a => a.KnownAs));
        Assert.Equal((2023, 50_000L, "For member-savings"), (posted.Year, posted.AmountPaise, posted.Narration));
        Assert.Matches("^[0-9a-f]{8}$", posted.Seal);
        Assert.Equal(posted, await group.Second.GetVoucherAsync(new() { Id = written.Id }));
        Assert.Equal((50_000L, -50_000L), (await group.BalanceAsync("cash"), await group.BalanceAsync("member-savings")));
    }

    [Fact]
    public async Task Who_wrote_it_cannot_approve_it_nobody_approves_twice_and_staff_not_at_all()
    {
        var group = await FundBooks.OpenAsync(network);
        var account = Guid.NewGuid();
        var chandra = new V1.Funds.FundsClient(group.Collective.AsMember(group.Chandra.Id, "treasurer", account));
        var asApprover = new V1.Funds.FundsClient(group.Collective.AsMember(group.Chandra.Id, "executive")); // her other account
        var written = await chandra.RecordVoucherAsync(group.Of("fines", 1_000, May5));
        ApproveVoucherRequest It() => new() { Id = written.Id };

        Assert.Equal("Chandra", written.RecordedBy);
        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "own_voucher", null),
            await Refused.ByAsync(asApprover.ApproveVoucherAsync(It()))
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(chandra.ApproveVoucherAsync(It())));
        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(new V1.Funds.FundsClient(group.Collective.As("executive")).ApproveVoucherAsync(It()))
        );
        await group.First.ApproveVoucherAsync(It());
        Assert.Equal(Refused.NotNow("already_approved"), await Refused.ByAsync(group.First.ApproveVoucherAsync(It())));
        Assert.Equal(
            Refused.NotNow("already_approved"),
            await Refused.ByAsync(new V1.Funds.FundsClient(group.Collective.AsMember(group.Asha.Id, "executive")).ApproveVoucherAsync(It()))
        );
        Assert.Equal(0, await group.BalanceAsync("cash"));
        await group.Second.ApproveVoucherAsync(It());
        Assert.Equal(Refused.NotNow("not_waiting"), await Refused.ByAsync(group.Second.ApproveVoucherAsync(It())));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync((await FundBooks.OpenAsync(network)).First.ApproveVoucherAsync(It())));
    }

    [Fact]
    public async Task A_member_who_has_left_no_longer_approves()
    {
        var group = await FundBooks.OpenAsync(network);
        var written = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 1_000, May5));
        await group.Collective.Members.EndMembershipAsync(new() { Id = group.Asha.Id });

        Assert.Equal(Refused.NotNow("not_a_member"), await Refused.ByAsync(group.First.ApproveVoucherAsync(new() { Id = written.Id })));
    }

    [Fact]
    public async Task A_voucher_can_be_rejected_with_a_reason_or_taken_back_and_then_waits_no_more()
    {
        var group = await FundBooks.OpenAsync(network);
        var one = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 1_000, May5));
        var two = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 2_000, May5));

        Assert.Equal(Refused.Invalid("reason", "required"), await Refused.ByAsync(group.First.RejectVoucherAsync(new() { Id = one.Id })));
        var rejected = await group.First.RejectVoucherAsync(new() { Id = one.Id, Reason = "It was ₹20." });
        var withdrawn = await group.Treasurer.WithdrawVoucherAsync(new() { Id = two.Id });

        Assert.Equal((VoucherState.Rejected, "It was ₹20.", VoucherState.Withdrawn), (rejected.State, rejected.Reason, withdrawn.State));
        Assert.Equal(Refused.NotNow("not_waiting"), await Refused.ByAsync(group.Second.ApproveVoucherAsync(new() { Id = one.Id })));
        Assert.Equal(
            Refused.NotNow("not_waiting"),
            await Refused.ByAsync(group.Second.RejectVoucherAsync(new() { Id = two.Id, Reason = "x" }))
        );
        Assert.Equal(Refused.NotNow("not_waiting"), await Refused.ByAsync(group.Treasurer.WithdrawVoucherAsync(new() { Id = one.Id })));
        Assert.Empty((await group.First.ListWaitingVouchersAsync(new())).Vouchers);
        Assert.Equal(
            [rejected.But(v => v.RecordedByYou = true)],
            (await group.Treasurer.ListWaitingVouchersAsync(new() { TurnedDown = true })).Vouchers
        );
        Assert.Empty((await group.First.ListWaitingVouchersAsync(new() { TurnedDown = true })).Vouchers);
        Assert.Empty((await group.First.ListVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers);
    }

    [Fact]
    public async Task Numbers_run_by_year_and_kind_and_the_chain_in_the_order_of_posting()
    {
        var group = await FundBooks.OpenAsync(network);
        await group.PostAsync(group.Of("donations", 100_000, OnDay(2023, 6, 1)));
        await group.PostAsync(group.Of("donations", 100_000, OnDay(2024, 4, 1)));
        await group.PostAsync(group.Of("travel", -5_000, OnDay(2024, 3, 31)));
        await group.PostAsync(group.Of("fines", 1_000, OnDay(2023, 5, 1))); // an earlier day of an open year
        await group.PostAsync(group.Between(VoucherKind.Contra, "bank", "cash", 50_000, OnDay(2024, 4, 2)));
        await group.PostAsync(group.Between(VoucherKind.Journal, "other-expenses", "other-income", 700, OnDay(2024, 4, 2)));

        var listed = (await group.Treasurer.ListVouchersAsync(new() { BooksId = group.Books.Id, PageSize = 4 }));
        var rest = (
            await group.Treasurer.ListVouchersAsync(
                new()
                {
                    BooksId = group.Books.Id,
                    PageSize = 4,
                    PageToken = listed.NextPageToken,
                }
            )
        );

        Assert.Equal(
            [
                (6, VoucherKind.Journal, 2024, 1),
                (5, VoucherKind.Contra, 2024, 1),
                (4, VoucherKind.Receipt, 2023, 2),
                (3, VoucherKind.Payment, 2023, 1),
                (2, VoucherKind.Receipt, 2024, 1),
                (1, VoucherKind.Receipt, 2023, 1),
            ],
            listed.Vouchers.Concat(rest.Vouchers).Select(v => ((int)v.Sequence, v.Kind, v.Year, v.Number))
        );
        Assert.Equal("", rest.NextPageToken);
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Nobody_spends_what_is_not_there_on_that_day_or_any_later_one()
    {
        var group = await FundBooks.OpenAsync(network);
        await group.PostAsync(group.Of("donations", 10_000, OnDay(2023, 5, 10)));
        await group.PostAsync(group.Of("travel", -8_000, OnDay(2023, 5, 20)));
        await group.PostAsync(group.Of("donations", 50_000, OnDay(2023, 5, 30)));
        Task<Refused> PayAsync(long paise, int day) =>
            Refused.ByAsync(group.Treasurer.RecordVoucherAsync(group.Of("travel", -paise, OnDay(2023, 5, day))));

        Assert.Equal(Refused.NotNow("not_enough_cash"), await PayAsync(1, 9));
        Assert.Equal(Refused.NotNow("not_enough_cash"), await PayAsync(2_001, 10)); // it would be missing on the 20th
        Assert.Equal(Refused.NotNow("not_enough_cash"), await PayAsync(52_001, 30));
        var one = await group.Treasurer.RecordVoucherAsync(group.Of("travel", -2_000, OnDay(2023, 5, 15)));
        var other = await group.Treasurer.RecordVoucherAsync(group.Of("travel", -2_000, OnDay(2023, 5, 15)));
        await group.ApproveAsync(one);
        await group.First.ApproveVoucherAsync(new() { Id = other.Id });
        // the other one spent it meanwhile
        Assert.Equal(Refused.NotNow("not_enough_cash"), await Refused.ByAsync(group.Second.ApproveVoucherAsync(new() { Id = other.Id })));
        Assert.Equal(VoucherState.Waiting, (await group.Treasurer.GetVoucherAsync(new() { Id = other.Id })).State);
        Assert.Equal(50_000, await group.BalanceAsync("cash"));
    }

    [Fact]
    public async Task A_contra_entry_takes_a_voucher_back_once_and_both_show_it()
    {
        var group = await FundBooks.OpenAsync(network);
        var wrong = await group.PostAsync(group.Of("member-savings", 50_000, May5, group.Asha));
        RecordReversalRequest It(int day) =>
            new()
            {
                VoucherId = wrong.Id,
                Day = OnDay(2023, 5, day),
                Narration = "It was Bina's.",
            };

        Assert.Equal(Refused.Invalid("day", "before_voucher"), await Refused.ByAsync(group.Treasurer.RecordReversalAsync(It(4))));
        var back = await group.Treasurer.RecordReversalAsync(It(6));
        Assert.Equal(Refused.NotNow("already_reversed"), await Refused.ByAsync(group.Treasurer.RecordReversalAsync(It(6))));
        await group.First.RejectVoucherAsync(new() { Id = back.Id, Reason = "Let me look." });
        var posted = await group.ApproveAsync(await group.Treasurer.RecordReversalAsync(It(7)));

        Assert.Equal((VoucherKind.Reversal, wrong.Id, 1), (posted.Kind, posted.ReversesId, posted.Number));
        Assert.Equal(
            wrong.Lines.Select(l => (l.AccountId, l.MemberId, l.DebitPaise, l.CreditPaise)),
            posted.Lines.Select(l => (l.AccountId, l.MemberId, l.CreditPaise, l.DebitPaise))
        );
        Assert.Equal(posted.Id, (await group.Treasurer.GetVoucherAsync(new() { Id = wrong.Id })).ReversedById);
        Assert.Equal((0L, 0L), (await group.BalanceAsync("cash"), await group.BalanceAsync("member-savings")));
        Assert.Equal(Refused.NotNow("already_reversed"), await Refused.ByAsync(group.Treasurer.RecordReversalAsync(It(8))));
        Assert.Equal(
            Refused.NotNow("not_reversible"),
            await Refused.ByAsync(
                group.Treasurer.RecordReversalAsync(
                    new()
                    {
                        VoucherId = posted.Id,
                        Day = OnDay(2023, 5, 8),
                        Narration = "x",
                    }
                )
            )
        );
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task The_same_requests_twice_write_and_post_once()
    {
        var group = await FundBooks.OpenAsync(network);
        var request = group.Of("fines", 1_000, May5);
        var written = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => group.Treasurer.RecordVoucherAsync(request).ResponseAsync));
        await group.First.ApproveVoucherAsync(new() { Id = written[0].Id });
        var approval = new ApproveVoucherRequest { RequestId = $"{Guid.NewGuid()}", Id = written[0].Id };
        var posted = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => group.Second.ApproveVoucherAsync(approval).ResponseAsync));

        Assert.All(written, w => Assert.Equal(written[0], w));
        Assert.All(posted, p => Assert.Equal(posted[0], p));
        Assert.Equal(1_000, await group.BalanceAsync("cash"));
    }

    [Fact]
    public async Task What_does_not_belong_in_a_voucher_is_refused_and_changes_nothing()
    {
        var group = await FundBooks.OpenAsync(network);
        var other = await FundBooks.OpenAsync(network, group.Collective, "Second");
        var theirs = await FundBooks.OpenAsync(network);
        var good = group.Of("fines", 1_000, May5);
        var outsider = await group.Collective.EnrolAsync("Durga", new(2023, 4, 1));

        await AllRefusedAsync(
            r => group.Treasurer.RecordVoucherAsync(r),
            (good.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.BooksId = "x"), Refused.NotFound),
            (good.But(r => r.BooksId = theirs.Books.Id), Refused.NotFound),
            (good.But(r => r.Kind = default), Refused.Invalid("kind", "required")),
            (good.But(r => r.Kind = VoucherKind.Closing), Refused.Invalid("kind", "unknown_choice")),
            (good.But(r => r.Kind = (VoucherKind)99), Refused.Invalid("kind", "unknown_choice")),
            (good.But(r => r.Day = null), Refused.Invalid("day", "required")),
            (good.But(r => r.Day = OnDay(2023, 2, 30)), Refused.Invalid("day", "no_such_day")),
            (good.But(r => r.Day = Today.AddDays(1).ToMessage()), Refused.Invalid("day", "in_the_future")),
            (good.But(r => r.Day = OnDay(2023, 3, 31)), Refused.Invalid("day", "before_cut_off")),
            (good.But(r => r.Narration = " "), Refused.Invalid("narration", "required")),
            (good.But(r => r.Narration = new('a', 501)), Refused.Invalid("narration", "too_long")),
            (good.But(r => r.Lines.Clear()), Refused.Invalid("lines", "required")),
            (good.But(r => r.Lines.Add(Enumerable.Repeat(r.Lines[0], 1_000))), Refused.Invalid("lines", "too_many")),
            (good.But(r => r.Lines[0].AccountId = "x"), Refused.Invalid("lines", "bad_id")),
            (good.But(r => r.Lines[0].AccountId = other["cash"].Id), Refused.Invalid("lines", "no_such_account")),
            (good.But(r => r.Lines[0].DebitPaise = 999), Refused.Invalid("lines", "not_balanced")),
            (good.But(r => r.Lines[0].DebitPaise = 0), Refused.Invalid("lines", "one_side")),
            (good.But(r => r.Lines[0].CreditPaise = 5), Refused.Invalid("lines", "one_side")),
            (good.But(r => r.Lines[0].DebitPaise = -1), Refused.Invalid("lines", "out_of_range")),
            (good.But(r => r.Lines[0].DebitPaise = long.MaxValue), Refused.Invalid("lines", "out_of_range")),
            (good.But(r => r.Kind = VoucherKind.Payment), Refused.Invalid("lines", "wrong_account")),
            (good.But(r => r.Kind = VoucherKind.Journal), Refused.Invalid("lines", "wrong_account")),
            (good.But(r => r.Kind = VoucherKind.Contra), Refused.Invalid("lines", "wrong_account")),
            (good.But(r => r.Lines[1].MemberId = group.Asha.Id), Refused.Invalid("lines", "no_member_here")),
            (group.Of("member-savings", 100, May5), Refused.Invalid("lines", "member_required")),
            (group.Of("member-savings", 100, May5, outsider), Refused.NotNow("not_in_group")),
            (group.Of("member-savings", 100, May5, theirs.Asha), Refused.NotFound)
        );

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(group.First.RecordVoucherAsync(good)));
        Assert.Empty((await group.Treasurer.ListWaitingVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers);
    }

    [Fact]
    public async Task What_waits_for_me_is_what_others_wrote_and_I_have_not_approved()
    {
        var group = await FundBooks.OpenAsync(network);
        var asha = new V1.Funds.FundsClient(group.Collective.AsMember(group.Asha.Id, "treasurer"));
        var hers = await asha.RecordVoucherAsync(group.Of("fines", 1_000, May5));
        var staffs = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 2_000, May5));
        await group.Second.ApproveVoucherAsync(new() { Id = hers.Id });
        async Task<IEnumerable<string>> WaitingAsync(V1.Funds.FundsClient whom) =>
            (await whom.ListWaitingVouchersAsync(new() { MineToApprove = true })).Vouchers.Select(v => v.Id);

        Assert.Equal([staffs.Id], await WaitingAsync(group.First));
        Assert.Equal([staffs.Id], await WaitingAsync(group.Second));
        Assert.Equal([hers.Id, staffs.Id], await WaitingAsync(new(group.Collective.AsMember(group.Chandra.Id, "peer_leader"))));
        Assert.Empty(await WaitingAsync(group.Treasurer));
        Assert.Equal(
            [hers.Id, staffs.Id],
            (await group.Treasurer.ListWaitingVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers.Select(v => v.Id)
        );
    }
}
