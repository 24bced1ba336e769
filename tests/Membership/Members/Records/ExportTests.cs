using System.Text.Json;
using Google.Protobuf;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ExportTests(MembershipFixture network)
{
    [Fact]
    public async Task She_takes_away_everything_that_membership_keeps_about_her()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Asha")) { JoinedOn = OnDay(2024, 1, 1), LegalName = "Asha Rani" }
        );
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 2, 1), asha, bina);
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { asha.Id, bina.Id },
            }
        );
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 2, 5),
                AttendedMemberIds = { asha.Id },
            }
        );
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 4, 5),
                AttendedMemberIds = { bina.Id },
            }
        );
        var own = collective.Own(asha.Id);
        var record = await own.GetMyRecordAsync(new());

        var export = await own.ExportMyRecordAsync(new());

        Assert.Equal(5, export.Elsewhere.Count);
        Assert.Equal(
            new MemberExport
            {
                Schema = "sangam.membership.v1.MemberExport",
                Collective = collective.Code,
                ExportedAt = export.ExportedAt,
                Record = record,
                Meetings =
                {
                    new MeetingAttended { Group = "First", MetOn = OnDay(2024, 2, 5) },
                    new MeetingAttended { Group = "First", MetOn = OnDay(2024, 3, 5) },
                },
                Looks = { (await own.ListLooksAsync(new() { PageSize = 200 })).Looks.Where(l => l.Action != "members.export") },
                Elsewhere = { export.Elsewhere },
            },
            export
        );
        Assert.Equal("Asha Rani", export.Record.Member.LegalName);
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(export));
        Assert.Equal("Asha", json.RootElement.GetProperty("record").GetProperty("member").GetProperty("knownAs").GetString());
        Assert.DoesNotContain("Bina", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Her_export_says_on_whose_roll_she_was_and_not_what_she_voted()
    {
        var run = await TestElection.WithAsync(network, 5);
        await run.VotingAsync(2);
        await run.CastAsync(run.Members[0], run.Members[2]);

        var voted = await run.Collective.Own(run.Members[0].Id).ExportMyRecordAsync(new());
        var stayedAway = await run.Collective.Own(run.Members[4].Id).ExportMyRecordAsync(new());

        Assert.Equal(
            [
                new RollMark
                {
                    Election = run.Now.Name,
                    VotingUntil = run.Now.VotingUntil,
                    Voted = true,
                },
            ],
            voted.Elections
        );
        Assert.Equal(
            [
                new RollMark
                {
                    Election = run.Now.Name,
                    VotingUntil = run.Now.VotingUntil,
                    Voted = false,
                },
            ],
            stayedAway.Elections
        );
        Assert.DoesNotContain(run.IdOf(run.Members[2]), voted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_export_for_her_the_same_and_every_export_is_noted()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");
        var facilitator = Guid.NewGuid();
        var hers = Guid.NewGuid();

        var exported = await new V1.Members.MembersClient(collective.As("facilitator", facilitator)).ExportMemberAsync(
            new() { Id = member.Id }
        );
        var own = await collective.Own(member.Id, hers).ExportMyRecordAsync(new());

        Assert.Equal(exported.Record, own.Record);
        Assert.Equal(
            [$"{facilitator}|facilitator|{member.Id}", $"{hers}|member|{member.Id}"],
            await network.RowsAsync(collective.Id, "select actor, roles, subject from audit where action = 'members.export' order by id")
        );
    }

    [Fact]
    public async Task Nobody_else_exports_and_nobody_of_another_collective()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");

        foreach (var role in (string[])["member", "peer_leader", "executive", "trainer", "caseworker", "admin"])
            Assert.Equal(
                Refused.NotAllowed,
                await Refused.ByAsync(new V1.Members.MembersClient(collective.As(role)).ExportMemberAsync(new() { Id = member.Id }))
            );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Members.ExportMemberAsync(new() { Id = member.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Members.ExportMemberAsync(new() { Id = "?" })));
        Assert.Empty(await network.RowsAsync(collective.Id, "select id from audit where action = 'members.export'"));
    }
}
