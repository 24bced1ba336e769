using Npgsql;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;
using static Sangam.Membership.V1.BooksBreak.Types;

namespace Membership.Tests;

/// <summary>Somebody who owns the database switches its guards off and changes the past.</summary>
public sealed class FundTamperTests(MembershipFixture network)
{
    [Fact]
    public async Task The_service_and_the_owner_alike_are_refused_any_change_of_what_was_posted()
    {
        var group = await FilledAsync();
        string[] changes =
        [
            "update voucher set amount = 1",
            "delete from voucher",
            "update voucher_entry set debit = 1 where debit > 0",
            "delete from voucher_entry",
            "update voucher_approval set at = now()",
            "delete from voucher_approval",
            "update voucher_seal set seal = ''",
            "delete from voucher_seal",
        ];
        await using var service = await EnterAsync("service", group);
        foreach (
            var change in (string[])
                [
                    .. changes,
                    "update book_account set name = 'x'",
                    "delete from books",
                    "delete from books_head",
                    "delete from account_total",
                    "delete from voucher_draft",
                    "update voucher_draft set amount = 1",
                    "update voucher_draft_line set debit = 1",
                ]
        )
            Assert.Equal((change, PostgresErrorCodes.InsufficientPrivilege), (change, await StateAsync(service, change)));
        await using var owner = await EnterAsync("owner", group);
        foreach (var change in (string[])[.. changes, "truncate voucher_seal"])
            Assert.Equal((change, PostgresErrorCodes.RaiseException), (change, await StateAsync(owner, change)));

        // Nor is anything added to what is complete, or posted out of balance, for a closed day or without its approvals.
        var line =
            "insert into voucher_entry select tenant_id, voucher_id, 9, books_id, account_id, member_id, debit, "
            + "credit, day, sequence from voucher_entry where sequence = 1";
        Assert.Equal(PostgresErrorCodes.RaiseException, await StateAsync(service, line));
        var waiting = await group.Treasurer.RecordVoucherAsync(group.Of("fines", 100, OnDay(2023, 5, 5)));
        Assert.Equal(PostgresErrorCodes.RaiseException, await StateAsync(service, $"select post_voucher('{waiting.Id}', now())"));
        Assert.Equal(
            PostgresErrorCodes.RaiseException,
            await StateAsync(
                service,
                """
                insert into voucher_draft select tenant_id, gen_random_uuid(), books_id, kind, state, day, narration,
                    amount, null, recorded_by, null, recorded_at from voucher_draft where kind = 'Receipt' limit 1;
                insert into voucher_approval select d.tenant_id, d.id, m.id, gen_random_uuid(), now()
                    from voucher_draft d, member m
                    where not exists (select from voucher_draft_line l where l.draft_id = d.id) and m.known_as in ('Asha', 'Bina');
                select post_voucher(d.id, now()) from voucher_draft d
                    where not exists (select from voucher_draft_line l where l.draft_id = d.id)
                """
            )
        );
        Assert.True((await group.VerifyAsync()).Intact);
    }

    [Theory]
    [InlineData(
        "update voucher_entry set debit = debit - 100 where sequence = 3 and debit > 0; "
            + "update voucher_entry set credit = credit - 100 where sequence = 3 and credit > 0; "
            + "update voucher set amount = amount - 100 where sequence = 3",
        3,
        What.Changed
    )]
    [InlineData("update voucher set day = day - 1 where sequence = 2", 2, What.Changed)]
    [InlineData("update voucher set narration = 'x' where sequence = 4", 4, What.Changed)]
    [InlineData(
        "update voucher_approval set account = gen_random_uuid() where draft_id = (select id from voucher where sequence = 2)",
        2,
        What.Changed
    )]
    [InlineData("update book_account set name = 'Help' where code = 'donations'", 1, What.Changed)]
    [InlineData("delete from voucher_entry where sequence = 3; delete from voucher where sequence = 3", 3, What.Missing)]
    [InlineData("delete from voucher_entry where sequence = 5; delete from voucher where sequence = 5", 5, What.CutOff)]
    [InlineData(
        "update voucher set sequence = case sequence when 2 then 103 else 102 end where sequence in (2, 3); "
            + "update voucher set sequence = sequence - 100 where sequence > 100",
        2,
        What.Changed
    )]
    [InlineData(
        "insert into voucher_draft "
            + "select tenant_id, '00000000-0000-0000-0000-000000000001', books_id, 'Journal', state, day, narration, "
            + "amount, null, recorded_by, recorded_by_member, recorded_at from voucher_draft limit 1; "
            + "insert into voucher "
            + "select tenant_id, '00000000-0000-0000-0000-000000000001', books_id, 6, 'Journal', year, 1, day, narration, "
            + "0, null, recorded_by, null, recorded_at, posted_at, previous, digest from voucher where sequence = 5",
        6,
        What.Changed
    )]
    [InlineData("update voucher set number = number + 5 where sequence = 5", 5, What.Changed)]
    [InlineData("update account_total set debit = debit + 1, credit = credit + 1", 6, What.Totals)]
    [InlineData(
        "insert into voucher_entry select tenant_id, '00000000-0000-0000-0000-000000000001', number, books_id, "
            + "account_id, member_id, debit, credit, day, sequence from voucher_entry where sequence = 1",
        6,
        What.StrayLines
    )]
    [InlineData(
        "update voucher_seal set seal = repeat('0', 32) where voucher_id = (select id from voucher where sequence = 4)",
        4,
        What.Rewritten
    )]
    public async Task A_tampered_past_is_shown_at_the_entry_where_it_breaks(string change, long sequence, What what)
    {
        var group = await FilledAsync();
        await TamperAsync(group, change);

        var verified = await group.VerifyAsync();

        Assert.Equal((false, sequence, what), (verified.Intact, verified.FirstBreak.Sequence, verified.FirstBreak.What));
    }

    [Fact]
    public async Task A_voucher_put_in_between_is_found_where_the_chain_no_longer_follows()
    {
        var group = await FilledAsync();
        // It is made with care: its own digest is right, and it follows the one before it.
        await TamperAsync(
            group,
            """
            update voucher set sequence = sequence + 101 where sequence >= 3;
            update voucher set sequence = sequence - 100 where sequence > 100;
            insert into voucher_draft select tenant_id, '00000000-0000-0000-0000-000000000001', books_id, 'Journal',
                state, day, narration, 0, null, recorded_by, null, recorded_at from voucher_draft limit 1;
            insert into voucher select tenant_id, '00000000-0000-0000-0000-000000000001', books_id, 3, 'Journal',
                year, 1, day, narration, 0, null, recorded_by, null, recorded_at, posted_at, digest, '' from voucher
                where sequence = 2;
            update voucher v set digest = voucher_digest(v) where sequence = 3;
            insert into voucher_seal
                values (current_tenant(), '00000000-0000-0000-0000-000000000001', (select seal from voucher_seal limit 1));
            """
        );

        var verified = await group.VerifyAsync();

        // only this system makes seals
        Assert.Equal((false, 3L, What.Rewritten), (verified.Intact, verified.FirstBreak.Sequence, verified.FirstBreak.What));
        Assert.Equal(VoucherKind.Journal, verified.FirstBreak.Voucher.Kind);
    }

    [Fact]
    public async Task A_past_rewritten_whole_with_every_digest_made_anew_still_lacks_its_seals()
    {
        var group = await FilledAsync();
        await TamperAsync(
            group,
            """
            update voucher_entry set debit = debit * 2, credit = credit * 2 where sequence = 3;
            update voucher set amount = amount * 2 where sequence = 3;
            do $$ declare n bigint; before bytea; begin
                select digest into before from voucher where sequence = 2;
                for n in 3..5 loop
                    update voucher set previous = before where sequence = n;
                    update voucher v set digest = voucher_digest(v) where sequence = n returning digest into before;
                end loop;
                update books_head set digest = before;
            end $$;
            update account_total t set
                debit = (select coalesce(sum(debit), 0) from voucher_entry e where e.account_id = t.account_id),
                credit = (select coalesce(sum(credit), 0) from voucher_entry e where e.account_id = t.account_id);
            """
        );

        var verified = await group.VerifyAsync();

        Assert.Equal((false, 3L, What.Rewritten), (verified.Intact, verified.FirstBreak.Sequence, verified.FirstBreak.What));
        Assert.Equal((VoucherKind.Payment, 1), (verified.FirstBreak.Voucher.Kind, verified.FirstBreak.Voucher.Number));
    }

    [Fact]
    public async Task Narrations_and_reasons_are_nowhere_to_be_read()
    {
        var group = await FilledAsync();
        var written = await group.Treasurer.RecordVoucherAsync(
            group.Of("help", -100, OnDay(2023, 5, 9)).But(r => r.Narration = "Rajeshwari was ill")
        );
        await group.First.RejectVoucherAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Id = written.Id,
                Reason = "Rajeshwari is well",
            }
        );

        foreach (var table in (string[])["voucher_draft", "voucher", "request", "audit", "outbox"])
            Assert.DoesNotContain(
                "Rajeshwari",
                string.Join(
                    ';',
                    await network.RowsAsync(
                        group.Collective.Id,
                        "select t::text || coalesce(convert_from(decode(regexp_replace("
                            + "encode(convert_to(t::text, 'utf8'), 'hex'), '00', '20', 'g'), 'hex'), 'utf8'), '') "
                            + $"from {table} t"
                    )
                ),
                StringComparison.Ordinal
            );
        foreach (var row in await network.RowsAsync(group.Collective.Id, "select narration, reason from voucher_draft"))
            Assert.DoesNotContain("Rajeshwari", row, StringComparison.Ordinal);
        Assert.Equal("Rajeshwari is well", (await group.Treasurer.GetVoucherAsync(new() { Id = written.Id })).Reason);
    }

    /// <summary>Five vouchers: two receipts, a payment, a contra and a receipt.</summary>
    private async Task<FundBooks> FilledAsync()
    {
        var group = await FundBooks.OpenAsync(network);
        await group.PostAsync(group.Of("donations", 100_000, OnDay(2023, 5, 1)));
        await group.PostAsync(group.Of("member-savings", 20_000, OnDay(2023, 5, 2), group.Asha));
        await group.PostAsync(group.Of("travel", -3_000, OnDay(2023, 5, 3)));
        await group.PostAsync(group.Between(VoucherKind.Contra, "bank", "cash", 50_000, OnDay(2023, 5, 4)));
        await group.PostAsync(group.Of("fines", 500, OnDay(2023, 5, 5)));
        Assert.True((await group.VerifyAsync()).Intact);
        return group;
    }

    private async Task<NpgsqlConnection> EnterAsync(string kind, FundBooks group)
    {
        var connection = await network.ConnectAsync(kind);
        await using var enter = new NpgsqlCommand($"select set_config('app.tenant_id', '{group.Collective.Id}', false)", connection);
        await enter.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>As a superuser would, who skips every trigger and foreign key.</summary>
    private async Task TamperAsync(FundBooks group, string change)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(network.Postgres.Admin) { Database = network.Databases["membership"] }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("set session_replication_role = replica", connection);
        await command.ExecuteNonQueryAsync();
        // The superuser sees every collective; only this one's past is changed.
        command.CommandText =
            $"set role {network.Databases["membership"]}_owner; "
            + $"select set_config('app.tenant_id', '{group.Collective.Id}', false); {change}";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StateAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }
}
