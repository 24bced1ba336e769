using CsCheck;
using Grpc.Core;
using Npgsql;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>What holds whatever people do, in whatever order.</summary>
public sealed class FundPropertyTests(MembershipFixture network)
{
    private static readonly string[] Income = ["interest", "fines", "donations"],
        Expenses = ["travel", "help", "rent"];

    private enum Deed
    {
        Income,
        Expense,
        Savings,
        Contra,
        Reversal,
        Rejection,
        Closing,
        Unbalanced,
        Approval,
        ApprovalToBeRepeated,
    }

    /// <param name="Deed">What somebody does.</param>
    /// <param name="Day">The day that a voucher bears.</param>
    /// <param name="Paise">How much it is about.</param>
    /// <param name="Which">Chooses among the vouchers or accounts that there are by then.</param>
    private sealed record Doing(Deed Deed, DateOnly Day, int Paise, int Which);

    private static readonly Gen<Doing> Doings = Gen.Select(
        Gen.Frequency(
            (9, Deed.Income),
            (3, Deed.Expense),
            (3, Deed.Savings),
            (3, Deed.Contra),
            (3, Deed.Reversal),
            (3, Deed.Rejection),
            (1, Deed.Closing),
            (3, Deed.Unbalanced),
            (9, Deed.Approval),
            (5, Deed.ApprovalToBeRepeated)
        ),
        Gen.Int[0, 499].Select(new DateOnly(2023, 4, 1).AddDays),
        Gen.Int[1, 99_999],
        Gen.Int[0, 999],
        (deed, day, paise, which) => new Doing(deed, day, paise, which)
    );

    [Fact]
    public Task No_sequence_of_doings_changes_the_past_or_unbalances_the_books() =>
        Doings.Array[80].SampleAsync(NeitherChangesThePastNorUnbalancesAsync, iter: 3);

    private async Task NeitherChangesThePastNorUnbalancesAsync(Doing[] doings)
    {
        var group = await FundBooks.OpenAsync(network);
        var waiting = new List<Voucher>();
        var posted = new List<Voucher>();
        var past = new List<string>();
        var refused = 0;
        await using var looking = await LookingAsync(group.Collective.Id);

        foreach (var doing in doings)
        {
            try
            {
                await DoAsync(group, doing, waiting, posted);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
            {
                refused++;
            }

            var (now, outOfBalance) = await LookAsync(looking);
            Assert.Equal(past, now.Take(past.Count));
            past = now;
            Assert.Equal("0|0", outOfBalance);
        }

        Assert.True(posted.Count >= 5 && refused >= 5, $"{posted.Count} posted, {refused} refused: this says little");
        Assert.Equal(posted.Count, past.Count);
        Assert.True((await group.VerifyAsync()).Intact);
        var trial = await group.Treasurer.GetTrialBalanceAsync(new() { BooksId = group.Books.Id, AsOf = OnDay(2024, 1, 1) });
        Assert.Equal(trial.DebitPaise, trial.CreditPaise);
        Assert.Empty(
            await network.RowsAsync(
                group.Collective.Id,
                "select a.code from book_account a where a.use <> 'Ordinary' and lowest_balance(a.id, '2023-04-01') < 0"
            )
        );
    }

    /// <param name="waiting">The vouchers that were written so far and not turned down.</param>
    /// <param name="posted">What was answered to each second approval.</param>
    private static async Task DoAsync(FundBooks group, Doing doing, List<Voucher> waiting, List<Voucher> posted)
    {
        var (deed, date, paise, which) = doing;
        var day = date.ToMessage();
        switch (deed)
        {
            case Deed.Reversal when posted.Count > 0:
                var wrong = posted[which % posted.Count].Id;
                waiting.Add(
                    await group.Treasurer.RecordReversalAsync(
                        new()
                        {
                            VoucherId = wrong,
                            Day = day,
                            Narration = "x",
                        }
                    )
                );
                break;
            case Deed.Rejection when waiting.Count > 0:
                await group.First.RejectVoucherAsync(new() { Id = waiting[which % waiting.Count].Id, Reason = "x" });
                break;
            case Deed.Closing:
                waiting.Add(await group.Treasurer.RecordClosingAsync(new() { BooksId = group.Books.Id, Year = 2023 }));
                break;
            case Deed.Income or Deed.Expense or Deed.Savings or Deed.Contra or Deed.Unbalanced:
                waiting.Add(
                    await group.Treasurer.RecordVoucherAsync(
                        deed switch
                        {
                            Deed.Income => group.Of(Income[which % 3], paise, day),
                            Deed.Expense => group.Of(Expenses[which % 3], -paise / 4, day),
                            Deed.Savings => group.Of("member-savings", paise, day, group.Bina),
                            Deed.Contra => group.Between(VoucherKind.Contra, "bank", "cash", paise / 2, day),
                            _ => group.Of("fines", paise, day).But(r => r.Lines[0].DebitPaise++),
                        }
                    )
                );
                break;
            default:
                if (waiting.Count == 0)
                    break;
                var next = which % waiting.Count;
                posted.Add(await group.ApproveAsync(waiting[next]));
                if (deed != Deed.ApprovalToBeRepeated)
                    waiting.RemoveAt(next);
                break;
        }
    }

    /// <summary>A connection within one tenant, kept for all the looks of a case.</summary>
    private async Task<NpgsqlConnection> LookingAsync(Guid tenant)
    {
        var connection = await network.ConnectAsync();
        await using var enter = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', false)", connection);
        await enter.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The digests of all that is posted, in their order, and what of it does not balance: in all, and how many lines.</summary>
    private static async Task<(List<string> Digests, string OutOfBalance)> LookAsync(NpgsqlConnection looking)
    {
        await using var look = new NpgsqlCommand(
            """
            select array(select encode(digest, 'hex') from voucher order by sequence),
                coalesce(sum(debit - credit), 0) || '|' || count(*) filter (where net <> 0)
            from (select *, sum(debit - credit) over (partition by voucher_id) as net from voucher_entry) e
            """,
            looking
        );
        await using var row = await look.ExecuteReaderAsync();
        await row.ReadAsync();
        return ([.. row.GetFieldValue<string[]>(0)], row.GetString(1));
    }

    [Fact]
    public async Task Approvals_at_once_leave_no_number_out_and_none_twice()
    {
        var group = await FundBooks.OpenAsync(network);
        var written = new List<Voucher>();
        for (var n = 0; n < 24; n++)
            written.Add(await group.Treasurer.RecordVoucherAsync(group.Of("fines", 100 + n, OnDay(2023, 5, 1 + n))));

        var answers = await Task.WhenAll(
            written
                .SelectMany(w => (V1.Funds.FundsClient[])[group.First, group.Second])
                .Zip(written.SelectMany(w => (Voucher[])[w, w]), async (who, what) => await who.ApproveVoucherAsync(new() { Id = what.Id }))
        );

        var posted = answers.Where(a => a.State == VoucherState.Posted).ToList();
        Assert.Equal(24, posted.Count);
        Assert.Equal(Enumerable.Range(1, 24), posted.Select(p => p.Number).Order());
        Assert.Equal(Enumerable.Range(1, 24), posted.Select(p => (int)p.Sequence).Order());
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Fact(DisableParallelization = true)] // the service is killed, which any other test would feel
    public async Task Killed_in_the_middle_it_leaves_nothing_half_posted_and_keeps_what_it_said_yes_to()
    {
        var group = await FundBooks.OpenAsync(network);
        var written = new List<Voucher>();
        for (var n = 0; n < 40; n++)
        {
            written.Add(await group.Treasurer.RecordVoucherAsync(group.Of("fines", 100, OnDay(2023, 5, 5))));
            await group.First.ApproveVoucherAsync(new() { Id = written[^1].Id });
        }
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Voucher>();

        var posting = written
            .Select(async w =>
            {
                try
                {
                    acknowledged.Add(await group.Second.ApproveVoucherAsync(new() { Id = w.Id }));
                }
                catch (RpcException)
                {
                    return;
                } // it was killed
            })
            .ToList();
        await Eventually.TrueAsync(() => Task.FromResult(acknowledged.Count >= 3), "some posted");
        await network.Process.KillAsync();
        await Task.WhenAll(posting);
        await network.Process.StartAgainAsync();

        var verified = await group.VerifyAsync();
        Assert.True(verified.Intact);
        Assert.InRange(verified.Vouchers, acknowledged.Count, 40);
        foreach (var voucher in acknowledged)
            Assert.Equal(voucher, await group.Second.GetVoucherAsync(new() { Id = voucher.Id }));
        Assert.Equal(
            ["0"],
            await network.RowsAsync(
                group.Collective.Id,
                "select count(*) from voucher_draft d where (d.state = 'Posted') <> exists (select from voucher v where v.id = d.id)"
            )
        );
        foreach (var left in (await group.Treasurer.ListWaitingVouchersAsync(new() { BooksId = group.Books.Id })).Vouchers)
            await group.Second.ApproveVoucherAsync(new() { Id = left.Id });
        Assert.Equal(40 * 100, await group.BalanceAsync("cash"));
    }
}
