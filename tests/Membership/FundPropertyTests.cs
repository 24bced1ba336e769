using Grpc.Core;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>What holds whatever people do, in whatever order.</summary>
[Collection("membership")]
public sealed class FundPropertyTests(MembershipFixture network)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_sequence_of_doings_changes_the_past_or_unbalances_the_books(int seed)
    {
        var random = new Random(seed);
        var group = await FundBooks.OpenAsync(network);
        string[] income = ["interest", "fines", "donations"], expenses = ["travel", "help", "rent"];
        var (waiting, posted, past, refused) = (new List<Voucher>(), new List<Voucher>(), new List<string>(), 0);

        for (var step = 0; step < 80; step++)
        {
            try
            {
                var day = new DateOnly(2023, 4, 1).AddDays(random.Next(500)).ToMessage();
                var paise = random.Next(1, 100_000);
                switch (random.Next(14))
                {
                    case 0 or 1 or 2: waiting.Add(await group.Treasurer.RecordVoucherAsync(group.Of(income[random.Next(3)], paise, day))); break;
                    case 3: waiting.Add(await group.Treasurer.RecordVoucherAsync(group.Of(expenses[random.Next(3)], -paise / 4, day))); break;
                    case 4: waiting.Add(await group.Treasurer.RecordVoucherAsync(group.Of("member-savings", paise, day, group.Bina))); break;
                    case 5: waiting.Add(await group.Treasurer.RecordVoucherAsync(group.Between(VoucherKind.Contra, "bank", "cash", paise / 2, day))); break;
                    case 6 when posted.Count > 0: waiting.Add(await group.Treasurer.RecordReversalAsync(new() { VoucherId = posted[random.Next(posted.Count)].Id, Day = day, Narration = "x" })); break;
                    case 7 when waiting.Count > 0: await group.First.RejectVoucherAsync(new() { Id = waiting[random.Next(waiting.Count)].Id, Reason = "x" }); break;
                    case 8 when random.Next(3) == 0: waiting.Add(await group.Treasurer.RecordClosingAsync(new() { BooksId = group.Books.Id, Year = 2023 })); break;
                    case 9: waiting.Add(await group.Treasurer.RecordVoucherAsync(group.Of("fines", paise, day).But(r => r.Lines[0].DebitPaise++))); break;
                    default:
                        if (waiting.Count == 0) break;
                        var next = random.Next(waiting.Count);
                        posted.Add(await group.ApproveAsync(waiting[next]));
                        if (random.Next(3) > 0) waiting.RemoveAt(next);   // now and then somebody tries again
                        break;
                }
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition) { refused++; }

            var now = await network.RowsAsync(group.Collective.Id, "select encode(digest, 'hex') from voucher order by sequence");
            Assert.Equal(past, now.Take(past.Count));
            past = [.. now];
            Assert.Equal(["0|0"], await network.RowsAsync(group.Collective.Id, "select coalesce(sum(debit - credit), 0), count(*) filter (where net <> 0) from (select *, sum(debit - credit) over (partition by voucher_id) as net from voucher_entry) e"));
        }

        Assert.True(posted.Count >= 5 && refused >= 5, $"{posted.Count} posted, {refused} refused: this says little");
        Assert.Equal(posted.Count, past.Count);
        Assert.True((await group.VerifyAsync()).Intact);
        var trial = await group.Treasurer.GetTrialBalanceAsync(new() { BooksId = group.Books.Id, AsOf = OnDay(2024, 1, 1) });
        Assert.Equal(trial.DebitPaise, trial.CreditPaise);
        Assert.Empty(await network.RowsAsync(group.Collective.Id, "select a.code from book_account a where a.use <> 'Ordinary' and lowest_balance(a.id, '2023-04-01') < 0"));
    }

    [Fact]
    public async Task Approvals_at_once_leave_no_number_out_and_none_twice()
    {
        var group = await FundBooks.OpenAsync(network);
        var written = new List<Voucher>();
        for (var n = 0; n < 24; n++) written.Add(await group.Treasurer.RecordVoucherAsync(group.Of("fines", 100 + n, OnDay(2023, 5, 1 + n))));

        var answers = await Task.WhenAll(written.SelectMany(w => (V1.Funds.FundsClient[])[group.First, group.Second]).Zip(written.SelectMany(w => (Voucher[])[w, w]), async (who, what) => await who.ApproveVoucherAsync(new() { Id = what.Id })));

        var posted = answers.Where(a => a.State == VoucherState.Posted).ToList();
        Assert.Equal(24, posted.Count);
        Assert.Equal(Enumerable.Range(1, 24), posted.Select(p => p.Number).Order());
        Assert.Equal(Enumerable.Range(1, 24), posted.Select(p => (int)p.Sequence).Order());
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_service_killed_in_the_middle_leaves_nothing_half_posted_and_keeps_what_it_acknowledged()
    {
        var group = await FundBooks.OpenAsync(network);
        var written = new List<Voucher>();
        for (var n = 0; n < 40; n++)
        {
            written.Add(await group.Treasurer.RecordVoucherAsync(group.Of("fines", 100, OnDay(2023, 5, 5))));
            await group.First.ApproveVoucherAsync(new() { Id = written[^1].Id });
        }
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Voucher>();

        var posting = written.Select(async w =>
        {
            try { acknowledged.Add(await group.Second.ApproveVoucherAsync(new() { Id = w.Id })); }
            catch (RpcException) { return; }   // it was killed
        }).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(acknowledged.Count >= 3), "some posted");
        await network.Process.KillAsync();
        await Task.WhenAll(posting);
        await network.Process.StartAgainAsync();

        var verified = await group.VerifyAsync();
        Assert.True(verified.Intact);
        Assert.InRange(verified.Vouchers, acknowledged.Count, 40);
        foreach (var voucher in acknowledged) Assert.Equal(voucher, await group.Second.GetVoucherAsync(new() { Id = voucher.Id }));
        Assert.Equal(["0"], await network.RowsAsync(group.Collective.Id, "select count(*) from voucher_draft d where (d.state = 'Posted') <> exists (select from voucher v where v.id = d.id)"));
        foreach (var left in (await group.Treasurer.ListWaitingVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers) await group.Second.ApproveVoucherAsync(new() { Id = left.Id });
        Assert.Equal(40 * 100, await group.BalanceAsync("cash"));
    }
}
