using Npgsql;
using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ElectionCertificateTests(MembershipFixture network)
{
    [Fact]
    public async Task Two_different_members_of_the_committee_sign_and_no_candidate()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        await run.CastAsync(run.Members[0], run.Members[2]);
        await run.CloseAsync();
        CertifyElectionRequest sign = new() { Id = run.Now.Id };

        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(new V1.Elections.ElectionsClient(run.Collective.As("election_committee")).CertifyElectionAsync(sign))
        );
        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "own_election", null),
            await Refused.ByAsync(run.Collective.Elections(run.Members[2].Id, "election_committee").CertifyElectionAsync(sign))
        );
        var once = await run.Usha.CertifyElectionAsync(sign);
        Assert.Equal((ElectionStage.Closed, 1, true), (once.Stage, once.Signatures, once.Mine.Signed));
        Assert.Equal(Refused.NotNow("already_signed"), await Refused.ByAsync(run.Usha.CertifyElectionAsync(sign)));
        Assert.Equal(ElectionStage.Certified, (await run.Rekha.CertifyElectionAsync(sign)).Stage);
    }

    [Fact]
    public async Task After_it_nothing_changes_any_more_not_even_behind_the_service_s_back()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        await run.CastAsync(run.Members[0], run.Members[2]);
        await (await run.CloseAsync()).CertifyAsync();
        foreach (
            var sql in (string[])
                [
                    "delete from ballot",
                    "update ballot set marks = '{}'",
                    "insert into ballot (tenant_id, id, election_id, marks) "
                        + $"values ('{run.Collective.Id}', gen_random_uuid(), '{run.Now.Id}', '{{1}}')",
                    "update roll_entry set voted = null",
                    "delete from ballot_receipt",
                    "delete from certification",
                    "update candidate set symbol = 'pot'",
                    "update election set seats = 2",
                ]
        )
            Assert.Equal(
                PostgresErrorCodes.RestrictViolation,
                (await Assert.ThrowsAsync<PostgresException>(() => network.ExecuteAsync(run.Collective, sql))).SqlState
            );
        var sheet = await run.Collective.Elections(run.Members[4].Id).GetCountAsync(new() { ElectionId = run.Now.Id });

        Assert.Equal(1, sheet.Valid);
        Assert.Equal([run.Members[2].Id], run.Elected(sheet));
    }

    [Fact]
    public async Task A_change_of_the_paper_ballots_takes_the_signatures_back()
    {
        var run = await (await TestElection.WithAsync(network, 6)).VotingAsync(1);
        await run.GivePaperAsync(run.Members[0]);
        await run.CloseAsync();
        var batch = await run.Usha.EnterPaperBatchAsync(
            new()
            {
                ElectionId = run.Now.Id,
                Box = "1",
                Spoiled = 1,
            }
        );
        await run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id });
        await run.Rekha.RemovePaperBatchAsync(new() { ElectionId = run.Now.Id, Id = batch.Id });
        await run.Rekha.EnterPaperBatchAsync(
            new()
            {
                ElectionId = run.Now.Id,
                Box = "1",
                Piles =
                {
                    new PaperPile { CandidateIds = { run.IdOf(run.Members[2]) }, Papers = 1 },
                },
            }
        );

        Assert.Equal((ElectionStage.Closed, 1), Stands(await run.Rekha.CertifyElectionAsync(new() { Id = run.Now.Id })));
        Assert.Equal((ElectionStage.Certified, 2), Stands(await run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id })));
    }

    [Fact]
    public async Task The_terms_of_those_before_end_the_day_before_and_a_second_term_is_counted()
    {
        var run = await TestElection.WithAsync(network, 6, seats: 2, termLimit: 3);
        var asha = run.Members[2];
        var before = run.Members[4];
        await network.HoldAsync(run.Collective, run.Office, asha, Today.AddMonths(-20), Today.AddMonths(4));
        await network.HoldAsync(run.Collective, run.Office, before, Today.AddMonths(-25), Today.AddMonths(-1).AddDays(-1));
        await run.VotingAsync(2);
        await run.CastAsync(run.Members[0], asha, run.Members[3]);
        await (await run.CloseAsync()).CertifyAsync();

        Assert.Equal(
            new[]
            {
                $"{asha.Id}|1|{Today.AddDays(6):yyyy-MM-dd}",
                $"{asha.Id}|2|",
                $"{before.Id}|1|{Today.AddMonths(-1).AddDays(-1):yyyy-MM-dd}",
                $"{run.Members[3].Id}|1|",
            }.Order(StringComparer.Ordinal),
            (await run.RowsAsync("select member_id, in_a_row, ended_on from term")).Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, (await network.Bus.WaitForAsync<TermEnded>(run.Collective.Id, 2)).Count);
    }

    [Fact]
    public async Task One_seat_elected_leaves_those_who_hold_the_others()
    {
        var run = await TestElection.WithAsync(network, 6, seats: 2);
        await network.HoldAsync(run.Collective, run.Office, run.Members[4], Today.AddMonths(-2), Today.AddMonths(22));
        await run.VotingAsync(1, r => r.Seats = 1);
        await run.CastAsync(run.Members[0], run.Members[2]);
        await (await run.CloseAsync()).CertifyAsync();

        Assert.Equal(
            new[] { $"{run.Members[4].Id}|", $"{run.Members[2].Id}|" }.Order(StringComparer.Ordinal),
            (await run.RowsAsync("select member_id, ended_on from term")).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Without_a_free_seat_nothing_is_certified()
    {
        var run = await TestElection.WithAsync(network, 6, seats: 2);
        await network.HoldAsync(run.Collective, run.Office, run.Members[4], Today.AddMonths(-2), Today.AddMonths(22));
        await network.HoldAsync(run.Collective, run.Office, run.Members[5], Today.AddMonths(-2), Today.AddMonths(22));
        await run.VotingAsync(1, r => r.Seats = 1);
        await run.CloseAsync();
        await run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id });

        Assert.Equal(Refused.NotNow("no_seat"), await Refused.ByAsync(run.Rekha.CertifyElectionAsync(new() { Id = run.Now.Id })));
        Assert.Equal((ElectionStage.Closed, 1), Stands(await run.Usha.GetElectionAsync(new() { Id = run.Now.Id })));
    }

    [Fact]
    public async Task A_tie_waits_for_a_lot_that_the_committee_drew_before_witnesses()
    {
        var run = await (await TestElection.WithAsync(network, 8, seats: 1)).VotingAsync(3);
        var asha = run.Members[2];
        var bina = run.Members[3];
        await run.CastAsync(run.Members[0], asha);
        await run.CastAsync(run.Members[1], bina);
        await run.CloseAsync();
        var waiting = await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id });
        var lot = new EnterLotRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            ElectionId = run.Now.Id,
            CandidateIds = { run.IdOf(bina), run.IdOf(asha) },
            WitnessIds = { run.Members[5].Id, run.Members[6].Id },
        };

        Assert.Equal(TieKind.Seat, waiting.Tie.Kind);
        Assert.Equal(
            new[] { run.IdOf(asha), run.IdOf(bina) }.Order(StringComparer.Ordinal),
            waiting.Tie.CandidateIds.Order(StringComparer.Ordinal)
        );
        Assert.Empty(waiting.Elected);
        Assert.Equal(Refused.NotNow("tie"), await Refused.ByAsync(run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id })));
        await AllRefusedAsync(
            r => run.Usha.EnterLotAsync(r),
            (lot.But(r => r.WitnessIds.RemoveAt(0)), Refused.Invalid("witness_ids", "witnesses")),
            (lot.But(r => r.WitnessIds[0] = r.WitnessIds[1]), Refused.Invalid("witness_ids", "witnesses")),
            (lot.But(r => r.WitnessIds[0] = asha.Id), Refused.Invalid("witness_ids", "own_election")),
            (lot.But(r => r.CandidateIds.RemoveAt(0)), Refused.Invalid("candidate_ids", "other_tie")),
            (lot.But(r => r.CandidateIds[0] = r.CandidateIds[1]), Refused.Invalid("candidate_ids", "other_tie")),
            (lot.But(r => r.CandidateIds.Add(run.IdOf(run.Members[4]))), Refused.Invalid("candidate_ids", "other_tie"))
        );
        var decided = await run.Usha.EnterLotAsync(lot);

        Assert.Null(decided.Tie);
        Assert.Equal([bina.Id], run.Elected(decided));
        Assert.Equal(
            [
                new Lot
                {
                    CandidateIds = { lot.CandidateIds },
                    WitnessIds = { lot.WitnessIds },
                    DrawnOn = Today.ToMessage(),
                },
            ],
            decided.Lots
        );
        Assert.Equal(Refused.NotNow("no_tie"), await Refused.ByAsync(run.Usha.EnterLotAsync(lot.But(r => r.RequestId = ""))));
        await run.CertifyAsync();
        Assert.Equal([bina.Id], await run.RowsAsync("select member_id from term"));
    }

    [Fact]
    public async Task A_reserved_seat_goes_to_the_sub_group()
    {
        var run = await TestElection.WithAsync(network, 9, seats: 2, reserved: 1);
        await network.DeclareAsync(run.Collective, run.Members[4]);
        await run.VotingAsync(3);
        foreach (var voter in run.Members.Take(4))
            await run.CastAsync(voter, run.Members[2], run.Members[3]);
        await run.CastAsync(run.Members[4], run.Members[4], run.Members[2]);
        await (await run.CloseAsync()).CertifyAsync();

        Assert.Equal(
            new[] { $"{run.Members[4].Id}|True", $"{run.Members[2].Id}|False" }.Order(StringComparer.Ordinal),
            (await run.RowsAsync("select member_id, reserved from term")).Order(StringComparer.Ordinal)
        );
    }

    private static (ElectionStage, int) Stands(Election election) => (election.Stage, election.Signatures);
}
