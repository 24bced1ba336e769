using System.Text;
using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ResolutionTests(MembershipFixture network)
{
    private static RecordResolutionRequest Lamp =>
        new()
        {
            Text = "A lamp for our street",
            AdoptedOn = OnDay(2024, 3, 1),
            DueOn = OnDay(2024, 6, 1),
        };

    [Fact]
    public async Task A_resolution_is_followed_from_adoption_until_it_is_done_and_each_change_is_told()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var entered = await collective.Resolutions.RecordResolutionAsync(Lamp);
        Assert.Equal(
            new Resolution
            {
                Id = entered.Id,
                Text = "A lamp for our street",
                AdoptedOn = OnDay(2024, 3, 1),
                DueOn = OnDay(2024, 6, 1),
                Stage = ResolutionStage.Open,
                Overdue = true,
                MayAssign = true,
                MayFollowUp = true,
                Etag = "1",
            },
            entered
        );

        var assigned = await collective.Resolutions.AssignResolutionAsync(
            new()
            {
                Id = entered.Id,
                Etag = "1",
                OwnerMemberId = asha.Id,
                DueOn = Today.AddDays(5).ToMessage(),
            }
        );
        var hers = new V1.Resolutions.ResolutionsClient(collective.AsMember(asha.Id));
        var noted = await hers.NoteProgressAsync(new() { Id = entered.Id, Text = "The ward officer agreed." });
        var done = await hers.CompleteResolutionAsync(new() { Id = entered.Id, Note = "It burns." });
        var again = await hers.ReopenResolutionAsync(new() { Id = entered.Id, Reason = "It broke." });
        var withdrawn = await collective.Resolutions.WithdrawResolutionAsync(new() { Id = entered.Id, Reason = "The street is closed." });

        Assert.Equal(("Asha", asha.Id, false), (assigned.Owner, assigned.OwnerMemberId, assigned.Overdue));
        Assert.Equal((false, true, "2"), (noted.MayAssign, noted.MayFollowUp, noted.Etag));
        Assert.Equal((ResolutionStage.Done, Today.ToMessage(), "3"), (done.Stage, done.DoneOn, done.Etag));
        Assert.Equal((ResolutionStage.Open, null, "4"), (again.Stage, again.DoneOn, again.Etag));
        Assert.Equal(
            [
                "Withdrawn The street is closed. ",
                "Reopened It broke. Asha",
                "Done It burns. Asha",
                "Progress The ward officer agreed. Asha",
            ],
            withdrawn.Notes.Select(n => $"{n.Kind} {n.Text} {n.By}")
        );
        var id = Guid.Parse(entered.Id);
        var adopted = new DateOnly(2024, 3, 1);
        var due = Today.AddDays(5);
        Assert.Equal(
            [
                new(id, adopted, new(2024, 6, 1), null, false, 1),
                new(id, adopted, due, null, false, 2),
                new(id, adopted, due, Today, false, 3),
                new(id, adopted, due, null, false, 4),
                new ResolutionChanged(id, adopted, due, null, true, 5),
            ],
            (await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id, 5)).OrderBy(e => e.Revision)
        );
    }

    [Fact]
    public async Task Whoever_holds_the_office_follows_it_up_and_nobody_else_does()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var office = Guid.NewGuid();
        await network.BehindAsync(
            collective,
            $"""
            insert into office (tenant_id, id, name, kind, seats, has_vote, set_up_on)
                values ('{collective.Id}', '{office}', 'Secretary', 'Governing', 1, true, '2024-01-01');
            insert into term (tenant_id, id, office_id, member_id, in_a_row, started_on)
                values ('{collective.Id}', gen_random_uuid(), '{office}', '{asha.Id}', 1, '2024-02-01')
            """
        );
        var entered = await collective.Resolutions.RecordResolutionAsync(
            Lamp.But(r =>
            {
                r.OwnerOfficeId = $"{office}";
                r.DueOn = Today.AddDays(3).ToMessage();
            })
        );
        var hers = new V1.Resolutions.ResolutionsClient(collective.AsMember(asha.Id));
        var others = new V1.Resolutions.ResolutionsClient(collective.AsMember(bina.Id));
        var notYours = new Refused(Grpc.Core.StatusCode.PermissionDenied, "not_yours", null);

        Assert.Equal("Secretary", entered.Owner);
        Assert.Equal(new Reminders { MineDueSoon = 1 }, await hers.GetRemindersAsync(new()));
        Assert.Equal(
            [entered.Id],
            (await hers.ListResolutionsAsync(new() { Filter = ResolutionFilter.Mine })).Resolutions.Select(r => r.Id)
        );
        Assert.Empty((await others.ListResolutionsAsync(new() { Filter = ResolutionFilter.Mine })).Resolutions);
        Assert.Equal(notYours, await Refused.ByAsync(others.CompleteResolutionAsync(new() { Id = entered.Id })));
        Assert.Equal(notYours, await Refused.ByAsync(others.NoteProgressAsync(new() { Id = entered.Id, Text = "x" })));
        Assert.Equal(notYours, await Refused.ByAsync(hers.WithdrawResolutionAsync(new() { Id = entered.Id, Reason = "x" })));
        Assert.Equal(notYours, await Refused.ByAsync(hers.AssignResolutionAsync(new() { Id = entered.Id, Etag = "1" })));
        Assert.Equal(ResolutionStage.Done, (await hers.CompleteResolutionAsync(new() { Id = entered.Id })).Stage);
    }

    [Fact]
    public async Task Lists_lead_with_what_is_due_first_and_say_what_is_overdue()
    {
        var collective = network.NewCollective();
        async Task<Resolution> AddAsync(string text, DateOnly? due) =>
            await collective.Resolutions.RecordResolutionAsync(
                Lamp.But(r =>
                {
                    r.Text = text;
                    r.DueOn = due.ToMessage();
                })
            );
        var later = await AddAsync("later", Today.AddDays(9));
        var never = await AddAsync("never", null);
        var late = await AddAsync("late", Today.AddDays(-1));
        var today = await AddAsync("today", Today);
        var early = await AddAsync("early", Today);
        var recent = await AddAsync("recent", Today);
        await collective.Resolutions.CompleteResolutionAsync(new() { Id = early.Id, DoneOn = OnDay(2024, 5, 1) });
        await collective.Resolutions.CompleteResolutionAsync(new() { Id = recent.Id, DoneOn = OnDay(2024, 5, 2) });

        Assert.Equal(["late True", "today False", "later False", "never False"], await ListAsync(ResolutionFilter.Open));
        Assert.Equal(["late True"], await ListAsync(ResolutionFilter.Overdue));
        Assert.Equal(["recent False", "early False"], await ListAsync(ResolutionFilter.Done));
        Assert.Equal(6, (await ListAsync(default)).Count);
        Assert.Equal(new Reminders { AllOverdue = 1, WithoutOwnerOrDue = 4 }, await collective.Resolutions.GetRemindersAsync(new()));
        Assert.Equal(
            Refused.Invalid("filter", "unknown_choice"),
            await Refused.ByAsync(collective.Resolutions.ListResolutionsAsync(new() { Filter = (ResolutionFilter)9 }))
        );

        async Task<List<string>> ListAsync(ResolutionFilter filter)
        {
            var listed = new List<string>();
            var token = "";
            do
            {
                var page = await collective.Resolutions.ListResolutionsAsync(
                    new()
                    {
                        Filter = filter,
                        PageSize = 2,
                        PageToken = token,
                    }
                );
                listed.AddRange(page.Resolutions.Select(r => $"{r.Text} {r.Overdue}"));
                token = page.NextPageToken;
            } while (token != "");
            return listed;
        }
    }

    [Fact]
    public async Task What_a_group_decided_is_seen_by_its_members_and_leaders_and_no_other_member()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var outside = await collective.EnrolAsync("Chandra", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1), asha, bina);
        var held = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { asha.Id },
                Decisions =
                {
                    new NewDecision { Text = "Visit Bina in hospital", OwnerMemberId = asha.Id },
                },
            }
        );
        var id = held.Decisions[0].ResolutionId;
        V1.Resolutions.ResolutionsClient Of(Member member) => new(collective.AsMember(member.Id));

        Assert.Equal(
            ("First", "Asha"),
            await Of(bina).GetResolutionAsync(new() { Id = id }).ResponseAsync is var seen ? (seen.GroupName, seen.Owner) : default
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Of(outside).GetResolutionAsync(new() { Id = id })));
        Assert.Empty((await Of(outside).ListResolutionsAsync(new())).Resolutions);
        Assert.Single((await Of(asha).ListResolutionsAsync(new())).Resolutions);
        Assert.Single((await new V1.Resolutions.ResolutionsClient(collective.As("peer_leader")).ListResolutionsAsync(new())).Resolutions);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Resolutions.GetResolutionAsync(new() { Id = id })));
    }

    [Fact]
    public async Task A_decision_that_was_not_adopted_is_not_followed_up()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(3);
        var group = await collective.Groups.FormGroupAsync(
            new()
            {
                Name = "First",
                Kind = GroupKind.Shg,
                FormedOn = OnDay(2024, 1, 1),
                Quorum = new() { Members = 2 },
                MemberIds = { members.Select(m => m.Id) },
            }
        );
        var held = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { members[0].Id },
                Decisions = { new NewDecision { Text = "Mat" } },
            }
        );
        var id = held.Decisions[0].ResolutionId;

        foreach (
            var refused in new[]
            {
                await Refused.ByAsync(collective.Resolutions.CompleteResolutionAsync(new() { Id = id })),
                await Refused.ByAsync(collective.Resolutions.ReopenResolutionAsync(new() { Id = id, Reason = "x" })),
                await Refused.ByAsync(collective.Resolutions.WithdrawResolutionAsync(new() { Id = id, Reason = "x" })),
                await Refused.ByAsync(collective.Resolutions.NoteProgressAsync(new() { Id = id, Text = "x" })),
                await Refused.ByAsync(collective.Resolutions.AssignResolutionAsync(new() { Id = id, Etag = "1" })),
            }
        )
            Assert.Equal(Refused.NotNow("not_adopted"), refused);
        Assert.Equal(ResolutionStage.NotAdopted, (await collective.Resolutions.GetResolutionAsync(new() { Id = id })).Stage);
    }

    [Fact]
    public async Task Two_who_complete_it_at_once_complete_it_once()
    {
        var collective = network.NewCollective();
        var entered = await collective.Resolutions.RecordResolutionAsync(Lamp);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    try
                    {
                        return (await collective.Resolutions.CompleteResolutionAsync(new() { Id = entered.Id })).Etag;
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Single(outcomes, "2");
        Assert.All(outcomes.Where(o => o != "2"), o => Assert.Contains(o, (string[])["changed_meanwhile", "not_open"]));
        Assert.Single((await collective.Resolutions.GetResolutionAsync(new() { Id = entered.Id })).Notes);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var gone = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        await collective.Members.EndMembershipAsync(new() { Id = gone.Id });
        var resolutions = collective.Resolutions;
        var entered = await resolutions.RecordResolutionAsync(Lamp);
        var assign = new AssignResolutionRequest
        {
            Id = entered.Id,
            Etag = "1",
            OwnerMemberId = asha.Id,
        };

        await AllRefusedAsync(
            r => resolutions.RecordResolutionAsync(r),
            (Lamp.But(r => r.Text = ""), Refused.Invalid("text", "required")),
            (Lamp.But(r => r.Text = new('a', 1_001)), Refused.Invalid("text", "too_long")),
            (Lamp.But(r => r.AdoptedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("adopted_on", "in_the_future")),
            (Lamp.But(r => r.DueOn = OnDay(2024, 2, 29)), Refused.Invalid("due_on", "before_adoption")),
            (
                Lamp.But(r =>
                {
                    r.OwnerMemberId = asha.Id;
                    r.OwnerOfficeId = $"{Guid.NewGuid()}";
                }),
                Refused.Invalid("owner_office_id", "one_owner")
            ),
            (Lamp.But(r => r.OwnerMemberId = "x"), Refused.Invalid("owner_member_id", "bad_id")),
            (Lamp.But(r => r.OwnerMemberId = gone.Id), Refused.NotNow("not_a_member")),
            (Lamp.But(r => r.OwnerOfficeId = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        await AllRefusedAsync(
            r => resolutions.AssignResolutionAsync(r),
            (assign.But(r => r.Etag = "7"), new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)),
            (assign.But(r => r.Etag = ""), Refused.Invalid("etag", "required")),
            (assign.But(r => r.DueOn = OnDay(2024, 2, 29)), Refused.Invalid("due_on", "before_adoption")),
            (assign.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        await AllRefusedAsync(
            r => resolutions.CompleteResolutionAsync(r),
            (new CompleteResolutionRequest { Id = entered.Id, DoneOn = OnDay(2024, 2, 29) }, Refused.Invalid("done_on", "before_adoption")),
            (new() { Id = entered.Id, DoneOn = Today.AddDays(1).ToMessage() }, Refused.Invalid("done_on", "in_the_future")),
            (new() { Id = entered.Id, Note = new('a', 2_001) }, Refused.Invalid("note", "too_long"))
        );
        Assert.Equal(
            Refused.Invalid("reason", "required"),
            await Refused.ByAsync(resolutions.WithdrawResolutionAsync(new() { Id = entered.Id }))
        );
        Assert.Equal(
            Refused.NotNow("already_open"),
            await Refused.ByAsync(resolutions.ReopenResolutionAsync(new() { Id = entered.Id, Reason = "x" }))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Resolutions.ResolutionsClient(collective.As("facilitator")).RecordResolutionAsync(Lamp))
        );
        Assert.Equal(entered, await resolutions.GetResolutionAsync(new() { Id = entered.Id }));
    }

    [Fact]
    public async Task What_was_written_is_not_readable_in_the_database_and_no_other_tenant_has_a_row()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(2);
        var group = await collective.FormAsync("First", new(2024, 1, 1), members);
        await collective.Groups.NameOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = members[0].Id,
                Title = "President",
            }
        );
        var held = await collective.Groups.RecordMeetingAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { members[0].Id },
                Minute = "Secretone",
                Decisions = { new NewDecision { Text = "Secrettwo" } },
            }
        );
        await collective.Groups.WriteMinuteAsync(
            new()
            {
                MeetingId = held.Id,
                Version = 1,
                Text = "Secretthree",
                Reason = "Secretfour",
            }
        );
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = "Secretfive" });
        var proposed = await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    Title = "Secretsix",
                    Text = "Secretseven",
                    Kind = ProposalKind.Bylaws,
                    Rule = VotingRule.TwoThirds,
                    BylawsId = draft.Id,
                }
            );
        await collective.Proposals.OpenVoteAsync(new() { Id = proposed.Id, ClosesOn = Today.ToMessage() });
        await collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = proposed.Id, Choice = VoteChoice.For });
        await collective.Resolutions.CompleteResolutionAsync(new() { Id = held.Decisions[0].ResolutionId, Note = "Secreteight" });

        await using var service = await network.ConnectAsync();
        var everything = new StringBuilder();
        foreach (
            var table in (string[])
                [
                    "minute",
                    "office_bearer",
                    "bylaw",
                    "proposal",
                    "proposal_vote",
                    "resolution",
                    "resolution_note",
                    "request",
                    "audit",
                    "outbox",
                ]
        )
        {
            Assert.Equal(0L, await AskAsync($"select count(*) from {table}", Guid.NewGuid()));
            everything.Append(await AskAsync($"select string_agg(t::text, ';') from {table} t", collective.Id));
            if (table != "outbox")
                Assert.NotEqual(0L, await AskAsync($"select count(*) from {table}", collective.Id));
        }
        Assert.Contains("President", everything.ToString(), StringComparison.Ordinal); // so that what follows can fail
        Assert.DoesNotContain("secret", everything.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexStringLower("Secret"u8), everything.ToString(), StringComparison.Ordinal);

        async Task<object?> AskAsync(string sql, Guid tenant)
        {
            await using var enter = new Npgsql.NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', false)", service);
            await enter.ExecuteNonQueryAsync();
            await using var command = new Npgsql.NpgsqlCommand(sql, service);
            return await command.ExecuteScalarAsync();
        }
    }
}
