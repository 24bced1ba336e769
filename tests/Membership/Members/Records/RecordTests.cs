using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class RecordTests(MembershipFixture network)
{
    [Fact]
    public async Task She_sees_all_of_her_own_record()
    {
        var collective = network.NewCollective();
        var member = await collective.Members.EnrolMemberAsync(
            Enrolling("Asha")
                .But(r =>
                {
                    r.JoinedOn = OnDay(2024, 1, 1);
                    r.LegalName = "Asha Rani";
                    r.Phone = "9876543210";
                    r.SubGroups.AddRange(["transgender", "street-based", "street-based"]);
                })
        );
        await collective.FormAsync("First", new(2024, 2, 1), member);
        await using (var service = await network.ConnectAsync())
        await using (var office = service.CreateCommand())
        {
            office.CommandText = $"""
                select set_config('app.tenant_id', '{collective.Id}', false);
                insert into office (tenant_id, id, name, kind, seats, has_vote, set_up_on)
                    values ('{collective.Id}', '{collective.Id}', 'President', 'Governing', 1, true, '2024-01-01');
                insert into term (tenant_id, id, office_id, member_id, in_a_row, started_on, ends_on)
                    values (
                        '{collective.Id}', '{collective.Id}', '{collective.Id}', '{member.Id}', 1, '2024-03-01', '2026-02-28');
                """;
            await office.ExecuteNonQueryAsync();
        }

        var own = await collective.Own(member.Id).GetMyRecordAsync(new());

        Assert.Equal(["street-based", "transgender"], member.SubGroups);
        Assert.Equal(
            new MemberRecord
            {
                Member = new(member) { LegalName = "Asha Rani", Phone = "9876543210" },
                Stints = { new Stint { JoinedOn = OnDay(2024, 1, 1) } },
                Ledger = { member.Consents },
                Groups =
                {
                    new TimeInGroup { Group = "First", JoinedOn = OnDay(2024, 2, 1) },
                },
                Offices =
                {
                    new TimeInOffice
                    {
                        Office = "President",
                        StartedOn = OnDay(2024, 3, 1),
                        EndsOn = OnDay(2026, 2, 28),
                    },
                },
            },
            own
        );
        Assert.Equal(own, await collective.Members.GetRecordAsync(new() { Id = member.Id }));
    }

    [Fact]
    public async Task Sub_groups_are_hers_to_say_and_to_take_back()
    {
        var collective = network.NewCollective();
        var member = await collective.Members.EnrolMemberAsync(
            Enrolling("Asha").But(r => r.SubGroups.AddRange(["transgender", "street-based"]))
        );
        var same = new CorrectMemberRequest
        {
            Id = member.Id,
            Etag = "1",
            KnownAs = "Asha",
            AgeBand = member.AgeBand,
            Gender = member.Gender,
        };

        var corrected = await collective.Members.CorrectMemberAsync(same.But(r => r.SubGroups.AddRange(["street-based", "migrant"])));

        Assert.Equal(["migrant", "street-based"], corrected.SubGroups);
        Assert.Equal(corrected, await collective.Members.GetMemberAsync(new() { Id = member.Id }));
        Assert.Empty(
            (await new V1.Members.MembersClient(collective.As("peer_leader")).GetRecordAsync(new() { Id = member.Id })).Member.SubGroups
        );
        Assert.Equal(
            Refused.Invalid("sub_groups", "bad_code"),
            await Refused.ByAsync(
                collective.Members.CorrectMemberAsync(
                    same.But(r =>
                    {
                        r.Etag = "2";
                        r.SubGroups.Add("Street based");
                    })
                )
            )
        );
        Assert.Equal(
            Refused.Invalid("sub_groups", "too_many"),
            await Refused.ByAsync(
                collective.Members.EnrolMemberAsync(
                    Enrolling("Usha").But(r => r.SubGroups.AddRange(Enumerable.Range(0, 11).Select(i => $"s{i}")))
                )
            )
        );
    }

    [Fact]
    public async Task She_sees_in_which_role_and_when_others_looked_at_or_changed_her_record()
    {
        var collective = network.NewCollective();
        var before = DateTime.UtcNow.AddSeconds(-1);
        var member = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "9876543210" });
        var other = await collective.EnrolAsync("Usha");
        await collective.Members.GetMemberAsync(new() { Id = other.Id });
        await new V1.Members.MembersClient(collective.As("peer_leader")).GetRecordAsync(new() { Id = member.Id }); // sees nothing private
        await collective.Members.GetRecordAsync(new() { Id = member.Id });
        await collective.Members.ExportMemberAsync(new() { Id = member.Id });
        var own = collective.Own(member.Id);
        await own.GetMyRecordAsync(new());
        await own.SetMyConsentAsync(new() { Purpose = ConsentPurpose.Statistics });
        // The same account, looking from another sign-in of hers, is she; another account of hers would show.
        var account = Guid.NewGuid();
        await collective.Own(member.Id, account).SetMyConsentAsync(new() { Purpose = ConsentPurpose.Media });

        var first = await collective.Own(member.Id, account).ListLooksAsync(new() { PageSize = 3 });
        var rest = await collective.Own(member.Id, account).ListLooksAsync(new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(
            ["member consents.record", "facilitator members.export", "facilitator members.read_private"],
            first.Looks.Select(l => $"{l.Roles.Single()} {l.Action}")
        );
        Assert.Equal(["facilitator members.enrol"], rest.Looks.Select(l => $"{l.Roles.Single()} {l.Action}"));
        Assert.Equal("", rest.NextPageToken);
        Assert.All(first.Looks, l => Assert.InRange(l.At.ToDateTime(), before, DateTime.UtcNow.AddSeconds(1)));
        Assert.Equal(Refused.Invalid("page_token", "bad_page_token"), await Refused.ByAsync(own.ListLooksAsync(new() { PageToken = "?" })));
        Assert.Equal(Refused.Invalid("page_size", "out_of_range"), await Refused.ByAsync(own.ListLooksAsync(new() { PageSize = 201 })));
    }

    [Fact]
    public async Task Ones_own_record_is_for_members_and_there_is_no_way_to_another()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");
        var membersOnly = new Refused(Grpc.Core.StatusCode.PermissionDenied, "members_only", null);
        var nobodys = new V1.Members.MembersClient(collective.As("member"));

        Assert.Equal(membersOnly, await Refused.ByAsync(nobodys.GetMyRecordAsync(new())));
        Assert.Equal(membersOnly, await Refused.ByAsync(nobodys.ListLooksAsync(new())));
        Assert.Equal(membersOnly, await Refused.ByAsync(nobodys.ExportMyRecordAsync(new())));
        Assert.Equal(membersOnly, await Refused.ByAsync(nobodys.SetMyConsentAsync(new() { Purpose = ConsentPurpose.Media })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Own($"{Guid.NewGuid()}").GetMyRecordAsync(new())));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Own(member.Id).GetMyRecordAsync(new())));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Members.GetRecordAsync(new() { Id = member.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.Own(member.Id).GetRecordAsync(new() { Id = member.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.Members.GetMyRecordAsync(new())));
    }

    [Fact]
    public async Task A_former_member_still_sees_her_record_and_takes_consents_back()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");
        var own = collective.Own(member.Id);
        await own.SetMyConsentAsync(new() { Purpose = ConsentPurpose.MembershipRecord });

        await own.SetMyConsentAsync(new() { Purpose = ConsentPurpose.Statistics });

        Assert.Equal([false, false], (await own.GetMyRecordAsync(new())).Member.Consents.Select(c => c.Given));
        Assert.Equal(
            Refused.NotNow("already_left"),
            await Refused.ByAsync(
                own.SetMyConsentAsync(
                    new()
                    {
                        Purpose = ConsentPurpose.Media,
                        Given = true,
                        NoticeVersion = "1",
                        Language = "te",
                    }
                )
            )
        );
    }
}
