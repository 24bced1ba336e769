using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>The consent ledger. That withdrawing the consent to the record itself is leaving is in <see cref="LeaveTests"/>.</summary>
public sealed class ConsentTests(MembershipFixture network)
{
    private static SetConsentRequest Yes(string member, ConsentPurpose purpose, string partner = "") =>
        new()
        {
            Id = member,
            Purpose = purpose,
            Given = true,
            NoticeVersion = "2026-1",
            Language = "te",
            Partner = partner,
        };

    [Fact]
    public async Task Each_of_the_six_purposes_is_agreed_to_apart_and_told_to_the_others_by_its_code()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");

        foreach (var purpose in (ConsentPurpose[])[ConsentPurpose.HealthReferral, ConsentPurpose.LegalAid, ConsentPurpose.Media])
            await collective.Members.SetConsentAsync(Yes(member.Id, purpose));
        var read = await collective.Members.SetConsentAsync(Yes(member.Id, ConsentPurpose.Sharing, "Civil hospital"));

        Assert.Equal(
            ["MembershipRecord", "Statistics", "HealthReferral", "LegalAid", "Media", "Sharing Civil hospital"],
            read.Consents.Select(c => $"{c.Purpose} {c.Partner}".Trim())
        );
        Assert.All(
            read.Consents,
            c => Assert.Equal((true, "2026-1", "te", ConsentChannel.ReadAloud), (c.Given, c.NoticeVersion, c.Language, c.Channel))
        );
        var told = (await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 6))
            .OrderBy(c => c.Revision)
            .ThenBy(c => c.Purpose.Value)
            .ToList();
        var id = Guid.Parse(member.Id);
        Assert.NotNull(told[^1].PartnerId);
        Assert.Equal(
            [
                new(id, new("membership-record"), true, 1),
                new(id, new("statistics"), true, 1),
                new(id, new("health-referral"), true, 2),
                new(id, new("legal-aid"), true, 3),
                new(id, new("media"), true, 4),
                new(id, new("sharing"), true, 5, told[^1].PartnerId),
            ],
            told
        );
    }

    [Fact]
    public async Task A_no_on_enrolling_is_kept_like_a_yes_and_a_no_to_the_record_is_no_member()
    {
        var collective = network.NewCollective();

        var member = await collective.Members.EnrolMemberAsync(Enrolling("Asha").But(r => r.Consents[1].Declined = true));

        Assert.Equal([true, false], member.Consents.Select(c => c.Given));
        var told = await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 2);
        Assert.Equal([("membership-record", true), ("statistics", false)], told.Select(c => (c.Purpose.Value, c.Given)).Order());
        Assert.False((await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id)).Single().Statistics);
        Assert.Equal(
            Refused.NotNow("consent_required"),
            await Refused.ByAsync(collective.Members.EnrolMemberAsync(Enrolling("Usha").But(r => r.Consents[0].Declined = true)))
        );
    }

    [Fact]
    public async Task Sharing_is_agreed_to_and_taken_back_for_each_partner_apart()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var usha = await collective.EnrolAsync("Usha");

        await collective.Members.SetConsentAsync(Yes(asha.Id, ConsentPurpose.Sharing, "Civil hospital"));
        await collective.Members.SetConsentAsync(Yes(asha.Id, ConsentPurpose.Sharing, "Legal cell"));
        await collective.Members.SetConsentAsync(
            new()
            {
                Id = asha.Id,
                Purpose = ConsentPurpose.Sharing,
                Partner = "CIVIL HOSPITAL ",
            }
        );
        await collective.Members.SetConsentAsync(Yes(usha.Id, ConsentPurpose.Sharing, "civil hospital"));

        var read = await collective.Members.GetMemberAsync(new() { Id = asha.Id });
        Assert.Equal(
            [("Civil hospital", false), ("Legal cell", true)],
            read.Consents.Where(c => c.Purpose == ConsentPurpose.Sharing).Select(c => (c.Partner, c.Given))
        );
        var told = (await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 8)).Where(c => c.Purpose.Value == "sharing").ToList();
        Assert.Equal(2, told.DistinctBy(c => c.PartnerId).Count());
        Assert.Equal(3, told.GroupBy(c => c.PartnerId).Max(g => g.Count())); // the hospital is one, however it was written
    }

    [Fact]
    public async Task With_whom_she_shares_is_in_no_list_and_only_for_who_may_read_what_is_private()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");
        await collective.Members.SetConsentAsync(Yes(member.Id, ConsentPurpose.Sharing, "Civil hospital"));
        var trainer = new V1.Members.MembersClient(collective.As("trainer"));

        Assert.Equal(2, (await trainer.GetMemberAsync(new() { Id = member.Id })).Consents.Count);
        Assert.Equal(2, (await trainer.GetRecordAsync(new() { Id = member.Id })).Ledger.Count);
        Assert.Equal(2, (await collective.Members.ListMembersAsync(new())).Members.Single().Consents.Count);
        Assert.Equal(3, (await collective.Members.GetRecordAsync(new() { Id = member.Id })).Ledger.Count);
    }

    [Fact]
    public async Task By_which_channel_she_answered_is_kept_and_only_she_answers_with_her_own_account()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");

        foreach (var channel in (ConsentChannel[])[ConsentChannel.Paper, ConsentChannel.Phone])
            Assert.Equal(
                channel,
                (await collective.Members.SetConsentAsync(Yes(member.Id, ConsentPurpose.LegalAid).But(r => r.Channel = channel)))
                    .Consents[2]
                    .Channel
            );
        Assert.Equal(
            Refused.Invalid("channel", "not_hers"),
            await Refused.ByAsync(
                collective.Members.SetConsentAsync(Yes(member.Id, ConsentPurpose.LegalAid).But(r => r.Channel = ConsentChannel.OwnAccount))
            )
        );

        var own = await collective.Own(member.Id).SetMyConsentAsync(new() { Purpose = ConsentPurpose.LegalAid });
        Assert.Equal((false, ConsentChannel.OwnAccount), (own.Consents[2].Given, own.Consents[2].Channel));
        Assert.Equal(
            [true, true, false],
            (await collective.Members.GetRecordAsync(new() { Id = member.Id }))
                .Ledger.Where(l => l.Purpose == ConsentPurpose.LegalAid)
                .Select(l => l.Given)
        );
    }

    [Fact]
    public async Task She_gives_and_takes_back_by_herself_in_one_step_each()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var usha = await collective.EnrolAsync("Usha");
        var own = collective.Own(asha.Id);

        await own.SetMyConsentAsync(
            new()
            {
                Purpose = ConsentPurpose.Sharing,
                Partner = "Civil hospital",
                Given = true,
                NoticeVersion = "2026-1",
                Language = "te",
            }
        );
        await own.SetMyConsentAsync(new() { Purpose = ConsentPurpose.Statistics });

        Assert.Equal([true, false, true], (await own.GetMyRecordAsync(new())).Member.Consents.Select(c => c.Given));
        Assert.Equal(usha.Consents, (await collective.Members.GetMemberAsync(new() { Id = usha.Id })).Consents);
        var left = await own.SetMyConsentAsync(new() { Purpose = ConsentPurpose.MembershipRecord });
        Assert.Equal(Today.ToMessage(), left.LeftOn);
        Assert.Equal([new MembershipEnded(Guid.Parse(asha.Id), Today)], await network.Bus.WaitForAsync<MembershipEnded>(collective.Id));
    }

    [Fact]
    public async Task Who_answers_to_an_older_notice_is_listed_until_she_is_asked_again()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        foreach (var name in (string[])["Bina", "Asha", "Chand", "Devi", "Esha"])
            await collective.EnrolAsync(name);
        var all = (await members.ListMembersAsync(new())).Members.ToDictionary(m => m.KnownAs);
        await members.SetConsentAsync(Yes(all["Chand"].Id, ConsentPurpose.Statistics).But(r => r.NoticeVersion = "2026-2"));
        await members.SetConsentAsync(new() { Id = all["Devi"].Id, Purpose = ConsentPurpose.Statistics });
        await members.EndMembershipAsync(new() { Id = all["Esha"].Id });

        var request = new ListOlderConsentsRequest
        {
            Purpose = ConsentPurpose.Statistics,
            NoticeVersion = "2026-2",
            PageSize = 1,
        };
        var first = await members.ListOlderConsentsAsync(request);
        var second = await members.ListOlderConsentsAsync(new(request) { PageToken = first.NextPageToken });

        Assert.Equal(["Asha", "Bina"], first.Members.Concat(second.Members).Select(m => m.KnownAs));
        Assert.Equal("", second.NextPageToken);
        Assert.Empty(
            (
                await members.ListOlderConsentsAsync(new(request) { NoticeVersion = "2026-1", Purpose = ConsentPurpose.MembershipRecord })
            ).Members
        );
        await AllRefusedAsync(
            r => members.ListOlderConsentsAsync(r),
            (new ListOlderConsentsRequest { NoticeVersion = "1" }, Refused.Invalid("purpose", "required")),
            (new() { Purpose = ConsentPurpose.Media }, Refused.Invalid("notice_version", "required")),
            (
                new()
                {
                    Purpose = ConsentPurpose.Media,
                    NoticeVersion = "1",
                    PageSize = -1,
                },
                Refused.Invalid("page_size", "out_of_range")
            ),
            (
                new()
                {
                    Purpose = ConsentPurpose.Media,
                    NoticeVersion = "1",
                    PageToken = "?",
                },
                Refused.Invalid("page_token", "bad_page_token")
            )
        );
    }

    [Fact]
    public async Task Bad_input_is_refused_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha");

        await AllRefusedAsync(
            r => collective.Members.SetConsentAsync(r),
            (Yes(member.Id, ConsentPurpose.Sharing), Refused.Invalid("partner", "required")),
            (Yes(member.Id, ConsentPurpose.Sharing, new('a', 101)), Refused.Invalid("partner", "too_long")),
            (Yes(member.Id, ConsentPurpose.Media, "Civil hospital"), Refused.Invalid("partner", "no_partner")),
            (Yes(member.Id, ConsentPurpose.Media).But(r => r.Channel = (ConsentChannel)9), Refused.Invalid("channel", "unknown_choice"))
        );
        await AllRefusedAsync(
            r => collective.Members.EnrolMemberAsync(r),
            (Enrolling("Usha").But(r => r.Consents.Add(Agreeing(ConsentPurpose.Sharing))), Refused.Invalid("consents", "ask_later")),
            (Enrolling("Usha").But(r => r.Consents[0].Channel = ConsentChannel.OwnAccount), Refused.Invalid("channel", "not_hers"))
        );

        Assert.Equal(member, await collective.Members.GetMemberAsync(new() { Id = member.Id }));
        Assert.Empty(await network.RowsAsync(collective.Id, "select name from partner"));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                new V1.Members.MembersClient(collective.As("peer_leader")).SetConsentAsync(Yes(member.Id, ConsentPurpose.Media))
            )
        );
    }
}
