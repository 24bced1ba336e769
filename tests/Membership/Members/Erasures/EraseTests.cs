using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class EraseTests(MembershipFixture network)
{
    private static readonly Erasure FromToday = new()
    {
        ErasedOn = Today.ToMessage(),
        UndoUntil = Today.AddDays(7).ToMessage(),
        KeptUntil = Today.AddDays(365).ToMessage(),
    };

    private static EnrolMemberRequest Asha() =>
        new(Enrolling("Ashalata Parvati"))
        {
            GenderInHerWords = "mahila",
            Block = "bhuj-2",
            Languages = { "te", "hi-IN" },
            JoinedOn = OnDay(2024, 2, 29),
            LegalName = "Rajeshwari Devi",
            Phone = "98765 43210",
        };

    [Fact]
    public async Task An_erased_member_is_gone_from_every_list_search_and_screen_at_once()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var asha = await collective.Members.EnrolMemberAsync(Asha());
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 3, 1), asha, bina);
        var meeting = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { asha.Id, bina.Id },
            }
        );

        var erased = await members.EraseMemberAsync(new() { Id = asha.Id });

        Assert.Equal(
            FromToday.But(e =>
            {
                e.MemberId = asha.Id;
                e.Number = asha.Number;
            }),
            erased
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.GetMemberAsync(new() { Id = asha.Id })));
        Assert.Equal(new() { Members = { bina }, TotalMembers = 1 }, await members.ListMembersAsync(new() { IncludeFormer = true }));
        foreach (var search in (string[])["Ashalata", "parv", asha.Number])
            Assert.Empty((await members.ListMembersAsync(new() { Search = search, IncludeFormer = true })).Members);
        Assert.Equal(new() { Members = { bina } }, await members.BatchGetMembersAsync(new() { Ids = { asha.Id, bina.Id } }));
        Assert.Equal([bina.Id], (await collective.Groups.GetGroupAsync(new() { Id = group.Id })).Members.Select(m => m.MemberId));
        Assert.Equal(2, (await collective.Groups.GetMeetingAsync(new() { Id = meeting.Id })).Attendance); // what was counted stays
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(collective.Groups.AddGroupMemberAsync(new() { GroupId = group.Id, MemberId = asha.Id }))
        );
        Assert.Equal(
            [new MemberErased(Guid.Parse(asha.Id), Today, Revision: 1)],
            await network.Bus.WaitForAsync<MemberErased>(collective.Id)
        );
    }

    /// <summary>Every table, whatever is added to them later: a column that somebody forgets here shows.</summary>
    [Fact]
    public async Task No_table_can_be_read_for_her_any_more()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(Asha().But(r => r.RequestId = $"{Guid.NewGuid()}"));

        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });

        var tables = await network.RowsAsync(
            collective.Id,
            "select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace "
                + "and relkind in ('r', 'p') and relrowsecurity"
        );
        foreach (var table in tables)
        foreach (var row in await network.AllRowsAsync($"select t::text from {table} t where tenant_id = '{collective.Id}'", "membership"))
            Assert.DoesNotMatch($"(?i)ashalata|parvati|rajeshwari|98765|mahila|bhuj-2|hi-IN|{asha.Number}", row);
        Assert.Empty(await network.RowsAsync(collective.Id, "select * from member"));
        Assert.Equal(
            [$"{asha.Id}|{asha.Id}||Unspecified|NotSaid|2024-02-29|{Today:yyyy-MM-dd}|{Today:yyyy-MM-dd}"],
            await network.AllRowsAsync(
                "select id, number, known_as, age_band, gender, joined_on, left_on, erased_on from member "
                    + $"where tenant_id = '{collective.Id}'",
                "membership"
            )
        );
        Assert.Equal(
            [],
            await network.AllRowsAsync(
                $$"""
                select c.key, c.value from member m, jsonb_each_text(to_jsonb(m)) c where m.tenant_id = '{{collective.Id}}'
                  and c.key <> all ('{tenant_id,id,number,age_band,gender,joined_on,left_on,erased_on,revision,stint}')
                  and c.value not in ('', '[]', '{}', '0', 'false')
                """,
                "membership"
            )
        );
        Assert.DoesNotContain("Ashalata", network.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_erases_herself_without_anybodys_leave_and_nobody_else()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var bina = await collective.EnrolAsync("Bina");

        var erased = await new V1.Members.MembersClient(collective.AsMember(asha.Id)).EraseOwnRecordAsync(new());

        Assert.Equal(
            FromToday.But(e =>
            {
                e.MemberId = asha.Id;
                e.Number = asha.Number;
            }),
            erased
        );
        Assert.Equal(
            new() { Members = { bina }, TotalMembers = 1 },
            await collective.Members.ListMembersAsync(new() { IncludeFormer = true })
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Members.MembersClient(collective.AsMember(bina.Id)).EraseMemberAsync(new() { Id = bina.Id }))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Members.MembersClient(collective.As("executive")).EraseMemberAsync(new() { Id = bina.Id }))
        );
        Assert.Equal(
            "members_only",
            (await Refused.ByAsync(new V1.Members.MembersClient(collective.As("member")).EraseOwnRecordAsync(new()))).Code
        );
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_another_finds_nobody()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var request = new EraseMemberRequest { Id = asha.Id, RequestId = $"{Guid.NewGuid()}" };

        var erased = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => collective.Members.EraseMemberAsync(request).ResponseAsync));

        Assert.All(erased, e => Assert.Equal(erased[0], e));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Members.EraseMemberAsync(new() { Id = asha.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Members.EraseMemberAsync(new() { Id = "no id" })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Members.EraseMemberAsync(new() { Id = asha.Id })));
        Assert.Single(await network.Bus.WaitForAsync<MemberErased>(collective.Id));
    }

    [Fact]
    public async Task With_her_number_an_erasure_is_taken_back_and_her_record_is_as_it_was()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var enrolled = await members.EnrolMemberAsync(Asha());
        var asha = await members.GetMemberAsync(new() { Id = enrolled.Id });
        await members.EraseMemberAsync(new() { Id = asha.Id });

        var back = await members.CancelErasureAsync(
            new() { Number = asha.Number.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal) }
        );

        Assert.Equal(
            asha.But(m =>
            {
                m.LegalName = "";
                m.Phone = "";
                m.LeftOn = Today.ToMessage();
                m.Etag = back.Etag;
            }),
            back
        );
        Assert.Equal(
            asha.But(m =>
            {
                m.LeftOn = Today.ToMessage();
                m.Etag = back.Etag;
            }),
            await members.GetMemberAsync(new() { Id = asha.Id })
        );
        Assert.Equal([back], (await members.ListMembersAsync(new() { Search = "ashal", IncludeFormer = true })).Members);
        Assert.Equal(
            [new ErasureCancelled(Guid.Parse(asha.Id), Revision: 2)],
            await network.Bus.WaitForAsync<ErasureCancelled>(collective.Id)
        );
        // nothing left to take back
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.CancelErasureAsync(new() { Number = asha.Number })));

        await members.EraseMemberAsync(new() { Id = asha.Id });
        Assert.Equal([1, 3], (await network.Bus.WaitForAsync<MemberErased>(collective.Id, 2)).Select(e => e.Revision).Order());
    }

    [Fact]
    public async Task It_is_not_taken_back_by_a_wrong_number_another_collective_or_too_late()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });

        await AllRefusedAsync(
            r => collective.Members.CancelErasureAsync(r),
            (new CancelErasureRequest(), Refused.Invalid("number", "required")),
            (new() { Number = "Asha" }, Refused.NotFound),
            (new() { Number = "BBB-0000-0" }, Refused.NotFound)
        );
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(network.NewCollective().Members.CancelErasureAsync(new() { Number = asha.Number }))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Members.MembersClient(collective.As("member")).CancelErasureAsync(new() { Number = asha.Number }))
        );

        await network.RowsAsync(collective.Id, "update erasure set erased_on = erased_on - 8, undo_until = undo_until - 8");
        Assert.Equal(
            Refused.NotNow("undo_over"),
            await Refused.ByAsync(collective.Members.CancelErasureAsync(new() { Number = asha.Number }))
        );
    }

    [Fact]
    public async Task A_former_member_can_be_erased_too_and_who_did_it_is_in_the_audit_log()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var account = Guid.NewGuid();
        var members = new V1.Members.MembersClient(collective.As("facilitator", account));
        await members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = OnDay(2024, 6, 30) });

        await members.EraseMemberAsync(new() { Id = asha.Id });
        var back = await members.CancelErasureAsync(new() { Number = asha.Number });

        Assert.Equal(OnDay(2024, 6, 30), back.LeftOn);
        Assert.Equal(
            [$"{account}|members.end", $"{account}|members.erase", $"{account}|members.cancel_erasure"],
            await network.RowsAsync(
                collective.Id,
                $"select actor, action from audit where subject = '{asha.Id}' and action <> 'members.enrol' order by id"
            )
        );
    }
}
