using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class LeaveTests(MembershipFixture network)
{
    [Fact]
    public async Task A_membership_ends_on_the_day_that_is_said()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1));

        var ended = await collective.Members.EndMembershipAsync(new() { Id = member.Id, LeftOn = OnDay(2024, 6, 30) });

        Assert.Equal(new Member(member) { LeftOn = OnDay(2024, 6, 30), Etag = "2" }, ended);
        Assert.Equal(ended, await collective.Members.GetMemberAsync(new() { Id = member.Id }));
        Assert.Equal(0, (await collective.Members.ListMembersAsync(new())).TotalMembers);
        Assert.Equal(
            [new MembershipEnded(Guid.Parse(member.Id), new(2024, 6, 30))],
            await network.Bus.WaitForAsync<MembershipEnded>(collective.Id)
        );
        Assert.Equal(
            Refused.NotNow("already_left"),
            await Refused.ByAsync(collective.Members.EndMembershipAsync(new() { Id = member.Id }))
        );
    }

    [Fact]
    public async Task She_leaves_her_groups_the_same_day()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var first = await collective.FormAsync("First", new(2024, 1, 1), asha, bina);
        var second = await collective.FormAsync("Second", new(2024, 1, 1), asha);

        await collective.Members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = OnDay(2024, 6, 30) });

        Assert.Equal(
            first.But(g =>
            {
                (g.Members[0], g.Members[1]) = (g.Members[1], g.Members[0]);
                g.Size = 1;
                g.Members[1].LeftOn = OnDay(2024, 6, 30);
            }),
            await collective.Groups.GetGroupAsync(new() { Id = first.Id })
        );
        Assert.Equal(
            second.But(g =>
            {
                g.Size = 0;
                g.Members[0].LeftOn = OnDay(2024, 6, 30);
            }),
            await collective.Groups.GetGroupAsync(new() { Id = second.Id })
        );
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(collective.Groups.AddGroupMemberAsync(new() { GroupId = first.Id, MemberId = asha.Id }))
        );
    }

    [Fact]
    public async Task A_last_day_that_contradicts_the_record_is_refused_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 2, 1), member);
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { member.Id },
            }
        );

        await AllRefusedAsync(
            r => members.EndMembershipAsync(r),
            (new EndMembershipRequest { Id = member.Id, LeftOn = OnDay(2023, 12, 31) }, Refused.Invalid("left_on", "before_joining")),
            (new() { Id = member.Id, LeftOn = OnDay(2024, 1, 31) }, Refused.Invalid("left_on", "seen_later")),
            (new() { Id = member.Id, LeftOn = OnDay(2024, 3, 4) }, Refused.Invalid("left_on", "seen_later")),
            (new() { Id = member.Id, LeftOn = OnDay(2024, 2, 30) }, Refused.Invalid("left_on", "no_such_day")),
            (new() { Id = member.Id, LeftOn = Today.AddDays(1).ToMessage() }, Refused.Invalid("left_on", "in_the_future"))
        );
        Assert.Equal(member, await members.GetMemberAsync(new() { Id = member.Id }));

        Assert.Equal(OnDay(2024, 3, 5), (await members.EndMembershipAsync(new() { Id = member.Id, LeftOn = OnDay(2024, 3, 5) })).LeftOn);
    }

    [Fact]
    public async Task Consent_is_withdrawn_and_given_and_the_latest_holds()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var member = await collective.EnrolAsync("Asha");

        var withdrawn = await members.SetConsentAsync(new() { Id = member.Id, Purpose = ConsentPurpose.Statistics });
        var given = await members.SetConsentAsync(
            new()
            {
                Id = member.Id,
                Purpose = ConsentPurpose.Statistics,
                Given = true,
                NoticeVersion = "2026-2",
                Language = "en",
            }
        );

        Assert.Equal(
            new Member(member) { Etag = "2", Consents = { withdrawn.Consents } }
                .But(m => m.Consents.RemoveAt(0))
                .But(m => m.Consents.RemoveAt(0)),
            withdrawn
        );
        Assert.Equal(
            [
                member.Consents[0],
                new Consent
                {
                    Purpose = ConsentPurpose.Statistics,
                    At = withdrawn.Consents[1].At,
                    Channel = ConsentChannel.ReadAloud,
                },
            ],
            withdrawn.Consents
        );
        Assert.Equal(
            [
                member.Consents[0],
                new Consent
                {
                    Purpose = ConsentPurpose.Statistics,
                    Given = true,
                    NoticeVersion = "2026-2",
                    Language = "en",
                    At = given.Consents[1].At,
                    Channel = ConsentChannel.ReadAloud,
                },
            ],
            given.Consents
        );
        Assert.Equal(given, await members.GetMemberAsync(new() { Id = member.Id }));
        var id = Guid.Parse(member.Id);
        Assert.Equal(
            [
                new(id, new("membership-record"), true, 1),
                new(id, new("statistics"), true, 1),
                new(id, new("statistics"), false, 2),
                new(id, new("statistics"), true, 3),
            ],
            (await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 4)).OrderBy(c => c.Revision).ThenBy(c => c.Purpose.Value)
        );
    }

    [Fact]
    public async Task Withdrawing_the_consent_to_the_record_ends_the_membership_today()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1), member);

        var left = await members.SetConsentAsync(new() { Id = member.Id, Purpose = ConsentPurpose.MembershipRecord });

        Assert.Equal(Today.ToMessage(), left.LeftOn);
        Assert.Equal(Today.ToMessage(), (await collective.Groups.GetGroupAsync(new() { Id = group.Id })).Members.Single().LeftOn);
        Assert.Equal([new MembershipEnded(Guid.Parse(member.Id), Today)], await network.Bus.WaitForAsync<MembershipEnded>(collective.Id));
        Assert.Equal(Refused.NotNow("already_left"), await Refused.ByAsync(members.EndMembershipAsync(new() { Id = member.Id })));
        Assert.Equal(
            Refused.NotNow("already_left"),
            await Refused.ByAsync(
                members.SetConsentAsync(
                    new()
                    {
                        Id = member.Id,
                        Purpose = ConsentPurpose.MembershipRecord,
                        Given = true,
                        NoticeVersion = "1",
                        Language = "te",
                    }
                )
            )
        );
        Assert.False((await members.SetConsentAsync(new() { Id = member.Id, Purpose = ConsentPurpose.Statistics })).Consents[1].Given);
    }

    [Fact]
    public async Task Bad_input_for_a_consent_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var member = await collective.EnrolAsync("Asha");
        var good = new SetConsentRequest
        {
            Id = member.Id,
            Purpose = ConsentPurpose.Statistics,
            Given = true,
            NoticeVersion = "2026-1",
            Language = "te",
        };

        await AllRefusedAsync(
            r => members.SetConsentAsync(r),
            (good.But(r => r.Id = "?"), Refused.NotFound),
            (good.But(r => r.Purpose = ConsentPurpose.Unspecified), Refused.Invalid("purpose", "required")),
            (good.But(r => r.Purpose = (ConsentPurpose)9), Refused.Invalid("purpose", "unknown_choice")),
            (good.But(r => r.NoticeVersion = ""), Refused.Invalid("notice_version", "required")),
            (good.But(r => r.NoticeVersion = new('1', 21)), Refused.Invalid("notice_version", "too_long")),
            (
                good.But(r =>
                {
                    r.Given = false;
                    r.NoticeVersion = new('1', 21);
                }),
                Refused.Invalid("notice_version", "too_long")
            ),
            (good.But(r => r.Language = ""), Refused.Invalid("language", "bad_language")),
            (
                good.But(r =>
                {
                    r.Given = false;
                    r.Language = "te-" + new string('a', 9);
                }),
                Refused.Invalid("language", "bad_language")
            )
        );

        Assert.Equal(member, await members.GetMemberAsync(new() { Id = member.Id }));
    }
}
