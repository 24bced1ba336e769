using System.Text;
using Npgsql;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>Who voted is recorded, what was voted is recorded, and nothing joins the two; see docs/adr/0012-secret-ballot.md.</summary>
public sealed class BallotSecrecyTests(MembershipFixture network)
{
    private static readonly string[] OfBallots = ["ballot", "ballot_receipt", "paper_batch", "paper_pile", "sealed_ballot"];

    [Fact]
    public async Task No_column_and_no_foreign_key_leads_from_a_ballot_to_a_voter()
    {
        var references = (
            await OwnerAsync("select conrelid::regclass || ' ' || confrelid::regclass from pg_constraint where contype = 'f'")
        )
            .Select(r => r.Split(' '))
            .ToLookup(r => r[0], r => r[1]);
        IEnumerable<string> Reached(string table, HashSet<string> seen) =>
            seen.Add(table) ? references[table].SelectMany(t => Reached(t, seen)).Prepend(table) : [];

        // From a ballot one comes to its election and the office, and from there to nobody.
        foreach (var table in OfBallots)
        {
            var reached = Reached(table, []).Except(OfBallots).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(["election", "office"], reached);
        }
        // Nothing leads to a ballot but a pile of papers to its box.
        Assert.Equal(["paper_pile"], references.Where(r => r.Any(OfBallots.Contains)).Select(r => r.Key));
        // Neither the ballots nor what they lead to names a member.
        var names = await OwnerAsync(
            "select table_name || '.' || column_name from information_schema.columns "
                + "where table_schema = 'public' and table_name in ('election', 'office') "
                + "and (column_name like '%member%' or column_name like '%actor%' or column_name like '%voter%')"
        );
        Assert.Empty(names);
    }

    [Fact]
    public async Task A_ballot_has_nothing_to_order_by_and_shares_only_the_election_with_the_roll()
    {
        async Task<IEnumerable<string>> ColumnsAsync(string table) =>
            await OwnerAsync(
                "select column_name || ' ' || data_type || coalesce(' ' || column_default, '') || ' ' || is_identity "
                    + $"from information_schema.columns where table_name = '{table}' order by 1"
            );

        Assert.Equal(["election_id uuid NO", "id uuid NO", "marks ARRAY NO", "tenant_id uuid NO"], await ColumnsAsync("ballot"));
        Assert.Equal(
            ["election_id uuid NO", "id uuid NO", "sealed bytea NO", "tag text NO", "tenant_id uuid NO"],
            await ColumnsAsync("sealed_ballot")
        );
        Assert.Equal(["code text NO", "election_id uuid NO", "tenant_id uuid NO"], await ColumnsAsync("ballot_receipt"));
        Assert.Equal(
            ["election_id uuid NO", "line integer NO", "member_id uuid NO", "tenant_id uuid NO", "voted text NO"],
            await ColumnsAsync("roll_entry")
        );
        Assert.Equal(
            ["tg_op settled"],
            (
                await OwnerAsync(
                    "select distinct 'tg_op ' || tgname from pg_trigger "
                        + "where tgrelid in ('ballot'::regclass, 'sealed_ballot'::regclass, 'roll_entry'::regclass) "
                        + "and not tgisinternal and tgname not like 'fail%'"
                )
            )
        );
    }

    [Fact]
    public async Task After_the_close_neither_the_place_nor_the_transaction_of_a_row_tells_anything()
    {
        var run = await (await TestElection.WithAsync(network, 26)).VotingAsync(4, r => r.Method = CountingMethod.SingleTransferableVote);
        // Each of the 24 orders of four candidates once, so that a ballot tells which of the voters cast it.
        var orders = Orders([.. run.Members.Skip(2).Take(4)]).ToList();
        for (var i = 0; i < 24; i++)
            await run.CastAsync(run.Members[i + 2], orders[i]);
        var marks = orders
            .Select(o => string.Join(',', o.Select(m => run.Now.Candidates.Single(c => c.MemberId == m.Id).Position)))
            .ToList();
        var atVoting = await run.RowsAsync("select id from sealed_ballot");
        await run.CloseAsync();
        var rows = (await run.RowsAsync("select xmin, array_to_string(marks, ','), id from ballot order by ctid"))
            .Select(r => r.Split('|'))
            .ToList();
        var roll = (await run.RowsAsync("select xmin, line from roll_entry order by ctid")).Select(r => r.Split('|')).ToList();
        var receipts = (await run.RowsAsync("select xmin, code from ballot_receipt order by ctid")).Select(r => r.Split('|')).ToList();

        Assert.Equal(24, rows.Count);
        Assert.Single(rows.Select(r => r[0]).Distinct());
        Assert.Single(roll.Concat(receipts).Concat(rows).Select(r => r[0]).Distinct()); // all of it was written by the close
        Assert.All(rows, r => Assert.Equal('4', r[2][14]));
        Assert.Empty(rows.Select(r => r[2]).Intersect(atVoting));
        Assert.Equal(Enumerable.Range(1, 26), roll.Select(Line).Order());
        Assert.Equal(marks.Order(StringComparer.Ordinal), rows.Select(r => r[1]).Order(StringComparer.Ordinal));
        // One order out of 24! is that of casting. Places that still correlated with it would be no chance.
        Assert.InRange(Following([.. marks.Select(m => rows.FindIndex(r => r[1] == m))]), 0, 8);
        var numbers = run.Members.Select(m => m.Number).Order(StringComparer.Ordinal).ToList();
        Assert.InRange(
            Following([.. run.Members.Skip(2).Take(24).Select(m => roll.FindIndex(r => Line(r) == numbers.IndexOf(m.Number) + 1))]),
            0,
            8
        );
        Assert.Equal(["0|0"], await run.RowsAsync("select (select count(*) from sealed_ballot), (select count(*) from ballot_key)"));
    }

    private static int Line(string[] entry) => int.Parse(entry[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How often the next place is the next one in the table.</summary>
    private static int Following(List<int> places) => Enumerable.Range(0, places.Count - 1).Count(i => places[i + 1] == places[i] + 1);

    private static IEnumerable<Member[]> Orders(Member[] of) =>
        of.Length == 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(m => m != first)]).Select(rest => (Member[])[first, .. rest]));

    [Fact]
    public async Task While_voting_goes_on_a_ballot_is_sealed_and_all_are_of_one_length()
    {
        var run = await (await TestElection.WithAsync(network, 9)).VotingAsync(5);
        await run.CastAsync(run.Members[0], run.Members.Skip(2).Take(5));
        await run.CastAsync(run.Members[1], run.Members[3]);
        var receipt = await run.CastAsync(run.Members[2]);

        Assert.Equal(["3|1"], await run.RowsAsync("select count(*), count(distinct length(sealed)) from sealed_ballot"));
        Assert.All(await run.RowsAsync("select id from sealed_ballot"), id => Assert.Equal('4', id[14]));
        Assert.DoesNotContain(receipt, await EverythingAsync(run), StringComparison.Ordinal);
        Assert.Equal(["0"], await run.RowsAsync("select count(*) from ballot"));
    }

    [Fact]
    public async Task Casting_a_ballot_leaves_no_answer_no_event_and_no_line_in_the_audit_log()
    {
        var run = await (await TestElection.WithAsync(network, 6)).VotingAsync(2);
        async Task<string> TracesAsync() =>
            Assert.Single(
                await run.RowsAsync("select (select count(*) from request), (select count(*) from audit), (select count(*) from outbox)")
            );
        await Eventually.TrueAsync(async () => (await TracesAsync()).EndsWith("|0", StringComparison.Ordinal), "the outbox is empty");
        var before = await TracesAsync();
        var account = Guid.NewGuid();
        await new V1.Elections.ElectionsClient(run.Collective.AsMember(run.Members[4].Id, account: account)).CastBallotAsync(
            run.Ballot(run.Members[2])
        );

        Assert.Equal(before, await TracesAsync());
        Assert.DoesNotContain($"{account}", await EverythingAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_holds_nothing_of_the_choice_and_no_ballot()
    {
        var run = await (await TestElection.WithAsync(network, 8)).VotingAsync(2);
        await run.CastAsync(run.Members[4], run.Members[2]);
        await run.CastAsync(run.Members[5], run.Members[3]);
        await run.CastAsync(run.Members[6], run.Members[3]);
        await run.GivePaperAsync(run.Members[7]);
        var sealedIds = await run.RowsAsync("select id from sealed_ballot");
        await run.CloseAsync();
        await run.Usha.EnterPaperBatchAsync(
            new()
            {
                ElectionId = run.Now.Id,
                Box = "1",
                Spoiled = 1,
            }
        );
        var openedIds = await run.RowsAsync("select id from ballot");
        await run.CertifyAsync();
        var audit = await run.RowsAsync(
            "select action, subject from audit where action like 'elections%' or action like 'ballots%' order by id"
        );

        Assert.Equal(
            [
                "ballots.enter_paper",
                "ballots.give_paper",
                "elections.certify",
                "elections.certify",
                "elections.close",
                "elections.draft",
                "elections.freeze_roll",
                "elections.open_nominations",
                "elections.open_voting",
                "elections.stand",
                "elections.stand",
            ],
            audit.Select(a => a.Split('|')[0]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(2 + 1, audit.Select(a => a.Split('|')[1]).Distinct().Count()); // the election, the box, and who was given paper
        var subjects = audit.Select(a => a.Split('|')[1]).ToHashSet();
        Assert.Empty(
            subjects.Intersect([
                .. sealedIds,
                .. openedIds,
                .. await run.RowsAsync("select id from ballot"),
                .. run.Now.Candidates.Select(c => c.Id),
            ])
        );
    }

    private static async Task<string> EverythingAsync(TestElection run)
    {
        var everything = new StringBuilder();
        foreach (var table in (string[])[.. OfBallots, "roll_entry", "election", "ballot_key", "request", "audit", "outbox"])
            everything.AppendJoin('\n', await run.RowsAsync($"select t::text from {table} t"));
        return everything.ToString();
    }

    private async Task<List<string>> OwnerAsync(string sql)
    {
        await using var owner = await network.ConnectAsync("owner");
#pragma warning disable CA2100 // the texts above
        await using var command = new NpgsqlCommand(sql, owner);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
