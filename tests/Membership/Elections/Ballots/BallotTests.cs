using Npgsql;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class BallotTests(MembershipFixture network)
{
    [Fact]
    public async Task A_second_try_is_refused_whichever_way_the_first_was()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        var asha = run.Members[3];
        var bina = run.Members[4];
        await run.CastAsync(asha, run.Members[2]);
        await run.GivePaperAsync(bina);

        Assert.Equal(
            Refused.NotNow("already_voted"),
            await Refused.ByAsync(run.Collective.Elections(asha.Id).CastBallotAsync(run.Ballot(run.Members[2])))
        );
        Assert.Equal(
            Refused.NotNow("already_voted"),
            await Refused.ByAsync(run.Usha.GivePaperBallotAsync(new() { ElectionId = run.Now.Id, MemberId = asha.Id }))
        );
        Assert.Equal(
            Refused.NotNow("already_voted"),
            await Refused.ByAsync(run.Collective.Elections(bina.Id).CastBallotAsync(run.Ballot(run.Members[2])))
        );
        Assert.Equal(
            Refused.NotNow("already_voted"),
            await Refused.ByAsync(run.Usha.GivePaperBallotAsync(new() { ElectionId = run.Now.Id, MemberId = bina.Id }))
        );
    }

    [Fact]
    public async Task A_paper_ballot_given_by_mistake_is_taken_back_and_a_digital_one_is_not()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        await run.GivePaperAsync(run.Members[3]);
        await run.Usha.TakeBackPaperBallotAsync(new() { ElectionId = run.Now.Id, MemberId = run.Members[3].Id });
        await run.CastAsync(run.Members[3], run.Members[2]);

        Assert.Equal(
            Refused.NotNow("no_paper_ballot"),
            await Refused.ByAsync(run.Usha.TakeBackPaperBallotAsync(new() { ElectionId = run.Now.Id, MemberId = run.Members[3].Id }))
        );
        Assert.Equal((1, 0), await run.CloseAsync() is { Now.Turnout: var turnout } ? (turnout.Voted, turnout.PaperGiven) : default);
    }

    [Fact]
    public async Task Staff_and_strangers_do_not_vote()
    {
        var run = await (await TestElection.WithAsync(network, 4)).VotingAsync(1);
        var stranger = await network.NewCollective().EnrolAsync("Nila");

        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(new V1.Elections.ElectionsClient(run.Collective.As("member")).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Elections.ElectionsClient(run.Collective.As("facilitator")).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(
            Refused.NotNow("not_on_roll"),
            await Refused.ByAsync(run.Collective.Elections(stranger.Id).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Elections(stranger.Id).CastBallotAsync(run.Ballot())));
    }

    [Fact]
    public async Task Marks_that_cannot_be_are_refused_and_the_voter_can_try_again()
    {
        var run = await (await TestElection.WithAsync(network, 6, seats: 2)).VotingAsync(3, r => r.Method = CountingMethod.Plurality);
        var a = run.Members[2];
        var b = run.Members[3];
        var c = run.Members[4];
        var hers = run.Collective.Elections(run.Members[5].Id);
        await AllRefusedAsync(
            r => hers.CastBallotAsync(r),
            (run.Ballot(a, b, c), Refused.Invalid("candidate_ids", "too_many")),
            (run.Ballot(a, a), Refused.Invalid("candidate_ids", "repeated")),
            (run.Ballot(a).But(r => r.CandidateIds[0] = $"{Guid.NewGuid()}"), Refused.Invalid("candidate_ids", "unknown_candidate")),
            (run.Ballot(a).But(r => r.CandidateIds[0] = "x"), Refused.Invalid("candidate_ids", "bad_id")),
            (run.Ballot().But(r => r.Blank = false), Refused.Invalid("candidate_ids", "required")),
            (run.Ballot(a).But(r => r.RetryKey = ""), Refused.Invalid("retry_key", "bad_id"))
        );

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", (await hers.CastBallotAsync(run.Ballot(a, b))).Receipt);
    }

    [Fact]
    public async Task The_same_ballot_sent_again_gets_the_same_receipt_and_is_counted_once()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        var hers = run.Collective.Elections(run.Members[3].Id);
        var ballot = run.Ballot(run.Members[2]);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hers.CastBallotAsync(ballot).ResponseAsync));

        Assert.Single(receipts.Select(r => r.Receipt).Distinct());
        await run.CloseAsync();
        Assert.Equal(1, (await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id })).Valid);
        Assert.Equal([receipts[0].Receipt], (await hers.ListBallotReceiptsAsync(new() { ElectionId = run.Now.Id })).Receipts);
    }

    [Fact]
    public async Task Of_two_ballots_of_one_voter_at_once_one_is_cast()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(2);
        var hers = run.Collective.Elections(run.Members[4].Id);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    try
                    {
                        return (await hers.CastBallotAsync(run.Ballot(run.Members[2 + (i % 2)]))).Receipt.Length > 0 ? "cast" : "";
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Equal([.. Enumerable.Repeat("already_voted", 7), "cast"], outcomes.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["1|1"],
            await run.RowsAsync("select (select count(*) from sealed_ballot), (select count(*) from roll_entry where voted = 'Digital')")
        );
    }

    [Fact]
    public async Task A_ballot_that_fails_halfway_leaves_the_roll_and_the_ballots_equal_in_number()
    {
        var run = await (await TestElection.WithAsync(network, 6)).VotingAsync(1);
        await run.CastAsync(run.Members[3], run.Members[2]);
        await using (var owner = await network.ConnectAsync("owner"))
        await using (
            var broken = new NpgsqlCommand(
                $"""
                create function fail_{run.Collective.Code}() returns trigger language plpgsql
                    as $$ begin raise exception 'The disk is full.'; end $$;
                create trigger fail_{run.Collective.Code} before insert on sealed_ballot
                    for each row when (new.tenant_id = '{run.Collective.Id}')
                    execute function fail_{run.Collective.Code}();
                """,
                owner
            )
        )
            await broken.ExecuteNonQueryAsync();
        Assert.Equal(
            "internal",
            (await Refused.ByAsync(run.Collective.Elections(run.Members[4].Id).CastBallotAsync(run.Ballot(run.Members[2])))).Code
        );
        Assert.Equal(["1|1"], await CountedAsync(run));

        await using (var owner = await network.ConnectAsync("owner"))
        await using (var mended = new NpgsqlCommand($"drop trigger fail_{run.Collective.Code} on sealed_ballot", owner))
            await mended.ExecuteNonQueryAsync();
        await run.CastAsync(run.Members[4], run.Members[2]);
        Assert.Equal(["2|2"], await CountedAsync(run));
    }

    [Fact(DisableParallelization = true)] // every connection of the service is killed, which any other test would feel
    public async Task A_connection_that_is_killed_in_the_midst_of_voting_leaves_them_equal_too()
    {
        var run = await (await TestElection.WithAsync(network, 20)).VotingAsync(1);
        var voters = run
            .Members.Skip(2)
            .Select(async voter =>
            {
                try
                {
                    await run.CastAsync(voter, run.Members[2]);
                }
                catch (Grpc.Core.RpcException)
                {
                    return;
                } // killed
            })
            .ToList();
        await using (var admin = new NpgsqlConnection(network.Postgres.Admin))
        {
            await admin.OpenAsync();
            await using var kill = new NpgsqlCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                    + $"where datname = '{network.Databases["membership"]}' and state <> 'idle'",
                admin
            );
            for (var i = 0; i < 5; i++)
                await kill.ExecuteScalarAsync();
        }
        await Task.WhenAll(voters);

        var counted = (await CountedAsync(run)).Single().Split('|');
        Assert.Equal(counted[0], counted[1]);
    }

    [Fact]
    public async Task Nobody_votes_while_the_box_is_being_opened_and_no_ballot_is_lost()
    {
        var run = await (await TestElection.WithAsync(network, 20)).VotingAsync(1);
        var voters = run
            .Members.Skip(2)
            .Select(async voter =>
            {
                try
                {
                    return (await run.CastAsync(voter, run.Members[2])).Length > 0;
                }
                catch (Grpc.Core.RpcException e) when (e.Code == "voting_not_open")
                {
                    return false;
                }
            })
            .ToList();
        await run.CloseAsync();
        var cast = (await Task.WhenAll(voters)).Count(c => c);

        Assert.Equal(cast, (await run.Usha.GetElectionAsync(new() { Id = run.Now.Id })).Turnout.Voted);
        Assert.Equal(
            [$"{cast}|0|{cast}"],
            await run.RowsAsync(
                "select (select count(*) from ballot), (select count(*) from sealed_ballot), (select count(*) from ballot_receipt)"
            )
        );
    }

    [Fact]
    public async Task Paper_ballots_are_entered_box_by_box_up_to_those_given_out()
    {
        var run = await (await TestElection.WithAsync(network, 9)).VotingAsync(2);
        var asha = run.Members[2];
        var bina = run.Members[3];
        foreach (var voter in run.Members.Skip(4))
            await run.GivePaperAsync(voter);
        await run.CastAsync(run.Members[0], asha);
        await run.CloseAsync();
        PaperPile Pile(int papers, params Member[] marked) => new() { CandidateIds = { marked.Select(run.IdOf) }, Papers = papers };
        var first = new EnterPaperBatchRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            ElectionId = run.Now.Id,
            Box = "Bhuj",
            Piles = { Pile(2, bina), Pile(1, bina, asha) },
            Spoiled = 1,
        };

        await AllRefusedAsync(
            r => run.Usha.EnterPaperBatchAsync(r),
            (first.But(r => r.Box = ""), Refused.Invalid("box", "required")),
            (first.But(r => r.Spoiled = -1), Refused.Invalid("spoiled", "out_of_range")),
            (first.But(r => r.Piles[0].Papers = 0), Refused.Invalid("piles", "out_of_range")),
            (first.But(r => r.Piles[0].CandidateIds.Clear()), Refused.Invalid("candidate_ids", "required")),
            (
                first.But(r =>
                {
                    r.Piles.Clear();
                    r.Spoiled = 0;
                }),
                Refused.Invalid("piles", "empty_box")
            ),
            (first.But(r => r.Spoiled = 3), Refused.NotNow("too_many_papers"))
        );
        var entered = await run.Usha.EnterPaperBatchAsync(first);
        Assert.Equal(4, entered.Papers);
        Assert.Equal(
            Refused.Invalid("box", "box_entered"),
            await Refused.ByAsync(
                run.Usha.EnterPaperBatchAsync(
                    first.But(r =>
                    {
                        r.RequestId = "";
                        r.Piles.RemoveAt(0);
                        r.Spoiled = 0;
                    })
                )
            )
        );
        Assert.Equal([entered], (await run.Usha.ListPaperBatchesAsync(new() { ElectionId = run.Now.Id })).Batches);

        Assert.Equal(Refused.NotNow("papers_missing"), await Refused.ByAsync(run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id })));
        Assert.Equal(Refused.NotNow("papers_missing"), await Refused.ByAsync(run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id })));
        var explained = await run.Usha.ExplainMissingPapersAsync(new() { ElectionId = run.Now.Id, Explanation = "One took hers home." });
        Assert.Equal(
            ("One took hers home.", 5, 4),
            (explained.PapersExplained, explained.Turnout.PaperGiven, explained.Turnout.PaperEntered)
        );
        var sheet = await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id });
        Assert.Equal((4, 1), (sheet.Valid, sheet.Spoiled));
        Assert.Equal([bina.Id], run.Elected(sheet));

        await run.CertifyAsync();
        Assert.Equal(sheet, await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id }));
        Assert.Equal(
            ["5|0|1"],
            await run.RowsAsync(
                "select (select count(*) from ballot), (select count(*) from paper_pile), (select count(distinct xmin::text) from ballot)"
            )
        );
    }

    [Fact]
    public async Task Nothing_is_explained_when_no_paper_is_missing()
    {
        var run = await (await TestElection.WithAsync(network, 4)).VotingAsync(1);
        await run.CloseAsync();

        Assert.Equal(
            Refused.NotNow("nothing_to_explain"),
            await Refused.ByAsync(run.Usha.ExplainMissingPapersAsync(new() { ElectionId = run.Now.Id, Explanation = "Why not." }))
        );
    }

    [Fact]
    public async Task Her_receipt_is_on_the_list_once_the_ballots_are_opened()
    {
        var run = await (await TestElection.WithAsync(network, 7)).VotingAsync(1);
        var receipts = new List<string>();
        foreach (var voter in run.Members.Skip(2))
            receipts.Add(await run.CastAsync(voter, run.Members[2]));
        await run.CloseAsync();

        Assert.Equal(5, receipts.Distinct().Count());
        Assert.Equal(
            receipts.Order(StringComparer.Ordinal),
            (await run.Collective.Elections(run.Members[6].Id).ListBallotReceiptsAsync(new() { ElectionId = run.Now.Id })).Receipts
        );
    }

    private static Task<IReadOnlyList<string>> CountedAsync(TestElection run) =>
        run.RowsAsync("select (select count(*) from sealed_ballot), (select count(*) from roll_entry where voted = 'Digital')");
}
