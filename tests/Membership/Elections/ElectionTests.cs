using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ElectionTests(MembershipFixture network)
{
    [Fact]
    public async Task An_election_goes_from_a_draft_to_the_office()
    {
        var run = await TestElection.WithAsync(network, 7, seats: 2);
        await run.VotingAsync(3);
        var asha = run.Members[2];
        var bina = run.Members[3];
        var chitra = run.Members[4];
        await run.CastAsync(run.Members[0], asha, bina);
        await run.CastAsync(run.Members[1], bina);
        await run.CastAsync(chitra, chitra, bina);
        await run.CastAsync(asha, asha, bina);
        await run.CastAsync(run.Members[5]); // a blank one
        var closed = (await run.CloseAsync()).Now;
        var sheet = await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id });
        var certified = await run.CertifyAsync();

        Assert.Equal((ElectionStage.Closed, 7, 5, 0), (closed.Stage, closed.RollSize, closed.Turnout.Voted, closed.Turnout.PaperGiven));
        Assert.Equal((4, 1, 0L), (sheet.Valid, sheet.Spoiled, sheet.Quota));
        Assert.Equal([bina.Id, asha.Id], run.Elected(sheet));
        Assert.Equal(
            run.Now.Candidates.OrderBy(c => c.Position)
                .Select(c =>
                    c.MemberId == bina.Id ? 400_000L
                    : c.MemberId == asha.Id ? 200_000L
                    : 100_000L
                ),
            sheet.Stages.Single().Votes
        );
        Assert.Equal((ElectionStage.Certified, Today.ToMessage(), 2), (certified.Stage, certified.CertifiedOn, certified.Signatures));
        Assert.Equal(
            [$"{asha.Id}|{run.Now.Id}|False|1", $"{bina.Id}|{run.Now.Id}|False|1"],
            (await run.RowsAsync("select member_id, election_id, reserved, in_a_row from term")).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [new ElectionCertified(Guid.Parse(run.Now.Id), Today, 7, 5)],
            await network.Bus.WaitForAsync<ElectionCertified>(run.Collective.Id)
        );
        var told = await network.Bus.WaitForAsync<TermStarted>(run.Collective.Id, 2);
        Assert.All(
            told,
            t =>
                Assert.Equal(
                    new(
                        t.TermId,
                        run.Office,
                        new("governing"),
                        true,
                        true,
                        true,
                        false,
                        Today.AddDays(7),
                        Today.AddDays(7).AddMonths(24).AddDays(-1)
                    ),
                    t
                )
        );
    }

    [Fact]
    public async Task A_step_out_of_its_turn_is_refused_with_its_own_code_and_changes_nothing()
    {
        var run = await TestElection.WithAsync(network, 6);
        await run.DraftAsync();
        var asha = run.Members[2];
        var id = run.Now.Id;
        async Task<List<string>> TryAllAsync()
        {
            var hers = run.Collective.Elections(asha.Id);
            var candidate = run.Now.Candidates.FirstOrDefault()?.Id ?? $"{Guid.NewGuid()}";
            return
            [
                (
                    await Refused.ByAsync(
                        run.Usha.CorrectElectionAsync(
                            new()
                            {
                                Id = id,
                                Etag = "99",
                                Name = "X",
                                Method = CountingMethod.Approval,
                                NominationsUntil = run.Plan.NominationsUntil,
                                RollCutOff = run.Plan.RollCutOff,
                                VotingFrom = run.Plan.VotingFrom,
                                VotingUntil = run.Plan.VotingUntil,
                                TakesOfficeOn = run.Plan.TakesOfficeOn,
                            }
                        )
                    )
                ).Code,
                (
                    await Refused.ByAsync(
                        hers.CastBallotAsync(
                            new()
                            {
                                ElectionId = id,
                                RetryKey = $"{Guid.NewGuid()}",
                                Blank = true,
                            }
                        )
                    )
                ).Code,
                (
                    await Refused.ByAsync(
                        run.Usha.EnterPaperBatchAsync(
                            new()
                            {
                                ElectionId = id,
                                Box = "1",
                                Spoiled = 1,
                            }
                        )
                    )
                ).Code,
                (await Refused.ByAsync(run.Usha.GetCountAsync(new() { ElectionId = id }))).Code,
                (await Refused.ByAsync(run.Usha.CertifyElectionAsync(new() { Id = id }))).Code,
            ];
        }
        Task<string> CodeAsync(Grpc.Core.AsyncUnaryCall<Election> call) =>
            Refused.ByAsync(call).ContinueWith(r => r.Result.Code, TaskScheduler.Default);
        Grpc.Core.AsyncUnaryCall<Election> Stand(string symbol) =>
            run.Collective.Elections(asha.Id).StandForElectionAsync(new() { ElectionId = id, Symbol = symbol });

        Assert.Equal(["changed_meanwhile", "voting_not_open", "not_closed", "not_closed", "not_closed"], await TryAllAsync());
        Assert.Equal("nominations_closed", await CodeAsync(Stand("lamp")));
        Assert.Equal("nominations_closed", await CodeAsync(run.Usha.FreezeRollAsync(new() { Id = id })));
        Assert.Equal("roll_not_frozen", await CodeAsync(run.Usha.OpenVotingAsync(new() { Id = id })));
        Assert.Equal("voting_not_open", await CodeAsync(run.Usha.CloseVotingAsync(new() { Id = id })));
        Assert.Equal(Refused.NotNow("roll_not_frozen"), await Refused.ByAsync(run.Usha.ListRollAsync(new() { ElectionId = id })));

        run.Now = await run.Usha.OpenNominationsAsync(new() { Id = id });
        Assert.Equal("not_a_draft", await CodeAsync(run.Usha.OpenNominationsAsync(new() { Id = id })));
        Assert.Equal("no_candidates", await CodeAsync(run.Usha.FreezeRollAsync(new() { Id = id })));
        await run.StandAsync(asha, "lamp");
        Assert.Equal(["not_a_draft", "voting_not_open", "not_closed", "not_closed", "not_closed"], await TryAllAsync());

        run.Now = await run.Usha.FreezeRollAsync(new() { Id = id });
        Assert.Equal(
            "nominations_closed",
            await CodeAsync(run.Usha.WithdrawNominationAsync(new() { ElectionId = id, CandidateId = run.IdOf(asha) }))
        );
        Assert.Equal(["not_a_draft", "voting_not_open", "not_closed", "not_closed", "not_closed"], await TryAllAsync());
        await run.Usha.OpenVotingAsync(new() { Id = id });
        Assert.Equal("roll_not_frozen", await CodeAsync(run.Usha.OpenVotingAsync(new() { Id = id })));
        await run.CloseAsync();
        Assert.Equal("voting_not_open", await CodeAsync(run.Usha.CloseVotingAsync(new() { Id = id })));
        Assert.Equal(
            Refused.NotNow("not_certified"),
            await Refused.ByAsync(run.Collective.Elections(asha.Id).GetCountAsync(new() { ElectionId = id }))
        );
        await run.CertifyAsync();
        Assert.Equal("already_settled", await CodeAsync(run.Usha.CancelElectionAsync(new() { Id = id, Reason = "No." })));
        Assert.Equal(["not_a_draft", "voting_not_open", "not_closed"], (await TryAllExceptCountAsync()));

        async Task<List<string>> TryAllExceptCountAsync() =>
            [
                (await Refused.ByAsync(run.Usha.OpenNominationsAsync(new() { Id = id }))).Code,
                (
                    await Refused.ByAsync(
                        run.Collective.Elections(asha.Id)
                            .CastBallotAsync(
                                new()
                                {
                                    ElectionId = id,
                                    RetryKey = $"{Guid.NewGuid()}",
                                    Blank = true,
                                }
                            )
                    )
                ).Code,
                (await Refused.ByAsync(run.Usha.CertifyElectionAsync(new() { Id = id }))).Code,
            ];
    }

    [Fact]
    public async Task No_step_is_taken_before_its_day()
    {
        var run = await TestElection.WithAsync(network, 5);
        var tomorrow = Today.AddDays(1).ToMessage();
        var yesterday = Today.AddDays(-1).ToMessage();
        await run.NominatedAsync(
            1,
            r =>
            {
                r.NominationsUntil = tomorrow;
                r.VotingFrom = tomorrow;
                r.VotingUntil = tomorrow;
            }
        );
        Assert.Equal(Refused.NotNow("nominations_running"), await Refused.ByAsync(run.Usha.FreezeRollAsync(new() { Id = run.Now.Id })));

        await run.NominatedAsync(
            1,
            r =>
            {
                r.RollCutOff = tomorrow;
                r.VotingFrom = tomorrow;
                r.VotingUntil = tomorrow;
            }
        );
        Assert.Equal(Refused.NotNow("cut_off_ahead"), await Refused.ByAsync(run.Usha.FreezeRollAsync(new() { Id = run.Now.Id })));

        await run.NominatedAsync(
            1,
            r =>
            {
                r.VotingFrom = tomorrow;
                r.VotingUntil = tomorrow;
            }
        );
        await run.Usha.FreezeRollAsync(new() { Id = run.Now.Id });
        Assert.Equal(Refused.NotNow("voting_ahead"), await Refused.ByAsync(run.Usha.OpenVotingAsync(new() { Id = run.Now.Id })));

        await run.VotingAsync(1, r => r.VotingUntil = tomorrow);
        Assert.Equal(Refused.NotNow("voting_running"), await Refused.ByAsync(run.Usha.CloseVotingAsync(new() { Id = run.Now.Id })));

        await run.DraftAsync(r =>
        {
            r.NominationsUntil = yesterday;
            r.RollCutOff = yesterday;
        });
        Assert.Equal(Refused.NotNow("nominations_over"), await Refused.ByAsync(run.Usha.OpenNominationsAsync(new() { Id = run.Now.Id })));
    }

    [Fact]
    public async Task Voting_outside_its_days_is_refused_whatever_the_stage_says()
    {
        var run = await (await TestElection.WithAsync(network, 4)).VotingAsync(1);
        await run.Network.ExecuteAsync(
            run.Collective,
            "update election set nominations_until = nominations_until - 3, roll_cut_off = roll_cut_off - 3, "
                + "voting_from = voting_from - 3, voting_until = voting_until - 1"
        );

        Assert.Equal(
            Refused.NotNow("voting_over"),
            await Refused.ByAsync(run.Collective.Elections(run.Members[0].Id).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(
            Refused.NotNow("voting_over"),
            await Refused.ByAsync(run.Usha.GivePaperBallotAsync(new() { ElectionId = run.Now.Id, MemberId = run.Members[0].Id }))
        );
        Assert.Equal(ElectionStage.Closed, (await run.CloseAsync()).Now.Stage);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_is_refused_field_by_field()
    {
        var run = await TestElection.WithAsync(network, 2, seats: 3);
        var good = run.Plan;
        var other = await TestElection.WithAsync(network, 2);
        await AllRefusedAsync(
            r => run.Usha.DraftElectionAsync(r),
            (good.But(r => r.OfficeId = "x"), Refused.NotFound),
            (good.But(r => r.OfficeId = $"{other.Office}"), Refused.NotFound),
            (good.But(r => r.Name = " "), Refused.Invalid("name", "required")),
            (good.But(r => r.Name = new('a', 101)), Refused.Invalid("name", "too_long")),
            (good.But(r => r.Method = CountingMethod.Unspecified), Refused.Invalid("method", "required")),
            (good.But(r => r.Seats = 4), Refused.Invalid("seats", "out_of_range")),
            (good.But(r => r.QuorumPercent = 101), Refused.Invalid("quorum_percent", "out_of_range")),
            (good.But(r => r.NominationsUntil = null), Refused.Invalid("nominations_until", "required")),
            (good.But(r => r.RollCutOff = OnDay(2026, 2, 30)), Refused.Invalid("roll_cut_off", "no_such_day")),
            (good.But(r => r.VotingFrom = Today.AddDays(-1).ToMessage()), Refused.Invalid("voting_from", "bad_order")),
            (good.But(r => r.VotingUntil = Today.AddDays(-1).ToMessage()), Refused.Invalid("voting_until", "bad_order")),
            (good.But(r => r.TakesOfficeOn = Today.AddDays(-1).ToMessage()), Refused.Invalid("takes_office_on", "bad_order"))
        );
        Assert.Empty((await run.Usha.ListElectionsAsync(new())).Elections);
        Assert.Equal(3, (await run.Usha.DraftElectionAsync(good)).Seats);
    }

    [Fact]
    public async Task A_draft_is_corrected_and_only_the_committee_sees_it()
    {
        var run = await (await TestElection.WithAsync(network, 2, seats: 3)).DraftAsync();
        var member = run.Collective.Elections(run.Members[0].Id);
        var corrected = await run.Usha.CorrectElectionAsync(
            new()
            {
                Id = run.Now.Id,
                Etag = run.Now.Etag,
                Name = "Committee",
                Method = CountingMethod.SingleTransferableVote,
                Seats = 2,
                QuorumPercent = 50,
                NominationsUntil = run.Plan.NominationsUntil,
                RollCutOff = run.Plan.RollCutOff,
                VotingFrom = run.Plan.VotingFrom,
                VotingUntil = run.Plan.VotingUntil,
                TakesOfficeOn = run.Plan.TakesOfficeOn,
            }
        );

        Assert.Equal(
            run.Now.But(e =>
            {
                e.Name = "Committee";
                e.Method = CountingMethod.SingleTransferableVote;
                e.Seats = 2;
                e.QuorumPercent = 50;
                e.Etag = "2";
            }),
            corrected
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(member.GetElectionAsync(new() { Id = run.Now.Id })));
        Assert.Empty((await member.ListElectionsAsync(new())).Elections);
        Assert.Single((await run.Usha.ListElectionsAsync(new())).Elections);
    }

    [Fact]
    public async Task Below_the_quorum_nothing_is_opened_and_the_election_is_made_anew_from_a_copy()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1, r => r.QuorumPercent = 41);
        await run.CastAsync(run.Members[0], run.Members[2]);
        await run.CastAsync(run.Members[1], run.Members[2]); // two of five are 40 per cent
        var missed = (await run.CloseAsync()).Now;

        Assert.Equal((ElectionStage.QuorumMissed, 2), (missed.Stage, missed.Turnout.Voted));
        Assert.Equal(
            ["0|0|0|0"],
            await run.RowsAsync(
                "select (select count(*) from sealed_ballot), (select count(*) from ballot), "
                    + "(select count(*) from ballot_receipt), (select count(*) from ballot_key)"
            )
        );
        Assert.Equal(Refused.NotNow("not_closed"), await Refused.ByAsync(run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id })));
        var copy = await run.Usha.CopyElectionAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Id = run.Now.Id,
                NominationsUntil = run.Plan.NominationsUntil,
                RollCutOff = run.Plan.RollCutOff,
                VotingFrom = run.Plan.VotingFrom,
                VotingUntil = run.Plan.VotingUntil,
                TakesOfficeOn = run.Plan.TakesOfficeOn,
            }
        );
        Assert.Equal(("Executive", ElectionStage.Draft, 41, 0), (copy.Name, copy.Stage, copy.QuorumPercent, copy.Candidates.Count));
        Assert.Equal(("We meet again.", ElectionStage.Cancelled), await CancelledAsync(run, "We meet again."));
    }

    [Fact]
    public async Task The_quorum_is_reached_when_as_many_voted_as_it_says()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1, r => r.QuorumPercent = 40);
        await run.CastAsync(run.Members[0], run.Members[2]);
        await run.GivePaperAsync(run.Members[1]);

        Assert.Equal(ElectionStage.Closed, (await run.CloseAsync()).Now.Stage);
    }

    [Fact]
    public async Task A_cancelled_election_says_why_and_its_ballots_are_destroyed_unopened()
    {
        var run = await (await TestElection.WithAsync(network, 4)).VotingAsync(1);
        await run.CastAsync(run.Members[0], run.Members[2]);

        Assert.Equal(Refused.Invalid("reason", "required"), await Refused.ByAsync(run.Usha.CancelElectionAsync(new() { Id = run.Now.Id })));
        Assert.Equal(("The hall burnt down.", ElectionStage.Cancelled), await CancelledAsync(run, "The hall burnt down."));
        Assert.Equal(
            ["0|0|0"],
            await run.RowsAsync(
                "select (select count(*) from sealed_ballot), (select count(*) from ballot), (select count(*) from ballot_key)"
            )
        );
        Assert.Equal(
            Refused.NotNow("voting_not_open"),
            await Refused.ByAsync(run.Collective.Elections(run.Members[1].Id).CastBallotAsync(run.Ballot()))
        );
    }

    [Fact]
    public async Task Neither_turnout_nor_counts_are_shown_before_the_close_not_even_to_the_committee()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        await run.CastAsync(run.Members[0], run.Members[2]);
        var seen = await run.Usha.GetElectionAsync(new() { Id = run.Now.Id });
        var roll = await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id });

        Assert.Null(seen.Turnout);
        Assert.Equal(new() { OnRoll = true, Voted = true }, seen.Mine); // her own
        Assert.All(roll.Entries, e => Assert.Equal(HowVoted.Unspecified, e.Voted));
        Assert.Empty((await run.Usha.ListBallotReceiptsAsync(new() { ElectionId = run.Now.Id })).Receipts);
        Assert.Equal(Refused.NotNow("not_closed"), await Refused.ByAsync(run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id })));
    }

    [Fact]
    public async Task Everybody_hears_what_she_can_do_now()
    {
        var run = await (await TestElection.WithAsync(network, 6)).DraftAsync();
        var member = run.Collective.Elections(run.Members[3].Id);
        var staff = new V1.Elections.ElectionsClient(run.Collective.As("facilitator"));
        async Task<string> TasksAsync(V1.Elections.ElectionsClient of) =>
            string.Join(' ', (await of.ListElectionTasksAsync(new())).Tasks.Select(t => t.Kind));
        async Task<(string, string, string)> AllAsync() => (await TasksAsync(run.Usha), await TasksAsync(member), await TasksAsync(staff));

        Assert.Equal(("OpenNominations", "", ""), await AllAsync());
        run.Now = await run.Usha.OpenNominationsAsync(new() { Id = run.Now.Id });
        Assert.Equal(("FreezeRoll", "Stand", ""), await AllAsync());
        await run.StandAsync(run.Members[3], "lamp");
        Assert.Equal(("FreezeRoll", "", ""), await AllAsync());
        await run.Usha.FreezeRollAsync(new() { Id = run.Now.Id });
        Assert.Equal(("OpenVoting", "", ""), await AllAsync());
        run.Now = await run.Usha.OpenVotingAsync(new() { Id = run.Now.Id });
        Assert.Equal(("CloseVoting", "Vote", ""), await AllAsync());
        await run.CastAsync(run.Members[3]);
        Assert.Equal(("CloseVoting", "", ""), await AllAsync());
        await run.CloseAsync();
        Assert.Equal(("FinishCount", "", ""), await AllAsync());
        await run.Usha.CertifyElectionAsync(new() { Id = run.Now.Id });
        Assert.Equal(("", "FinishCount"), (await TasksAsync(run.Usha), await TasksAsync(run.Rekha)));
    }

    [Fact]
    public async Task Another_collective_s_election_does_not_exist()
    {
        var run = await (await TestElection.WithAsync(network, 3)).DraftAsync();
        var other = network.NewCollective();
        var theirs = other.Elections((await other.EnrolAsync("Nila")).Id, "election_committee");

        Assert.Equal(Refused.NotFound, await Refused.ByAsync(theirs.GetElectionAsync(new() { Id = run.Now.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(theirs.OpenNominationsAsync(new() { Id = run.Now.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(theirs.CancelElectionAsync(new() { Id = run.Now.Id, Reason = "Ours." })));
        Assert.Empty((await theirs.ListElectionsAsync(new())).Elections);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(run.Usha.GetElectionAsync(new() { Id = "x" })));
    }

    private static async Task<(string, ElectionStage)> CancelledAsync(TestElection run, string reason)
    {
        var cancelled = await run.Usha.CancelElectionAsync(new() { Id = run.Now.Id, Reason = reason });
        return (cancelled.CancelledBecause, cancelled.Stage);
    }
}
