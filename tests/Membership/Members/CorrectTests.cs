using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class CorrectTests(MembershipFixture network)
{
    [Fact]
    public async Task What_is_corrected_holds_and_what_figures_need_is_told()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var enrolled = await members.EnrolMemberAsync(new(Enrolling("Asha Devi")) { LegalName = "Asha Rani", Phone = "9876543210" });

        var corrected = await members.CorrectMemberAsync(
            new()
            {
                Id = enrolled.Id,
                Etag = enrolled.Etag,
                KnownAs = "Usha Devi",
                AgeBand = AgeBand._35Plus,
                Gender = Gender.Transgender,
                GenderInHerWords = "hijra",
                Block = "anjar",
                Languages = { "hi" },
                Phone = "9123456780",
            }
        );

        Assert.Equal(
            new Member(enrolled)
            {
                KnownAs = "Usha Devi",
                AgeBand = AgeBand._35Plus,
                Gender = Gender.Transgender,
                GenderInHerWords = "hijra",
                Block = "anjar",
                Languages = { "hi" },
                Etag = "2",
            },
            corrected
        );
        Assert.Equal(
            new Member(corrected) { LegalName = "Asha Rani", Phone = "9123456780" },
            await members.GetMemberAsync(new() { Id = enrolled.Id })
        );
        Assert.Equal([corrected], (await members.ListMembersAsync(new() { Search = "usha dev" })).Members);
        Assert.Empty((await members.ListMembersAsync(new() { Search = "asha" })).Members);
        Assert.Equal(
            [new MemberCorrected(Guid.Parse(enrolled.Id), AgeBand._35Plus, Gender.Transgender, 2)],
            await network.Bus.WaitForAsync<MemberCorrected>(collective.Id)
        );
    }

    [Fact]
    public async Task An_empty_legal_name_or_phone_removes_it_and_an_absent_one_leaves_it()
    {
        var members = network.NewCollective().Members;
        var enrolled = await members.EnrolMemberAsync(new(Enrolling("Asha")) { LegalName = "Asha Rani", Phone = "9876543210" });

        await members.CorrectMemberAsync(Same(enrolled).But(r => r.LegalName = ""));
        var read = await members.GetMemberAsync(new() { Id = enrolled.Id });

        Assert.Equal(("", "9876543210"), (read.LegalName, read.Phone));
    }

    [Fact]
    public async Task A_legal_name_can_be_given_later()
    {
        var members = network.NewCollective().Members;
        var enrolled = await members.EnrolMemberAsync(Enrolling("Asha"));

        await members.CorrectMemberAsync(Same(enrolled).But(r => r.LegalName = "Asha Rani"));

        Assert.Equal("Asha Rani", (await members.GetMemberAsync(new() { Id = enrolled.Id })).LegalName);
    }

    [Fact]
    public async Task A_new_name_alone_tells_the_others_nothing()
    {
        var collective = network.NewCollective();
        var enrolled = await collective.EnrolAsync("Asha");

        await collective.Members.CorrectMemberAsync(Same(enrolled).But(r => r.KnownAs = "Usha"));
        await collective.Members.EndMembershipAsync(new() { Id = enrolled.Id });
        await network.Bus.WaitForAsync<MembershipEnded>(collective.Id);

        Assert.Empty(network.Bus.Of<MemberCorrected>(collective.Id));
    }

    [Fact]
    public async Task Of_several_who_correct_at_once_one_succeeds_and_the_rest_are_to_look_again()
    {
        var members = network.NewCollective().Members;
        var enrolled = await members.EnrolMemberAsync(Enrolling("Asha"));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    try
                    {
                        return (await members.CorrectMemberAsync(Same(enrolled).But(r => r.KnownAs = $"Asha {i}"))).Etag;
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return $"{e.StatusCode} {e.Code}";
                    }
                })
        );

        Assert.Equal(["2", .. Enumerable.Repeat("Aborted changed_meanwhile", 5)], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Changes_of_every_kind_at_once_wait_for_each_other()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var groups = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => collective.FormAsync($"Group {i}", new(2020, 1, 1))));

        await Task.WhenAll([
            .. Enumerable
                .Range(0, 8)
                .Select(i =>
                    collective
                        .Members.SetConsentAsync(
                            new()
                            {
                                Id = member.Id,
                                Purpose = ConsentPurpose.Statistics,
                                Given = i % 2 == 0,
                                NoticeVersion = "1",
                                Language = "te",
                            }
                        )
                        .ResponseAsync
                ),
            .. groups.Select(g => collective.Groups.AddGroupMemberAsync(new() { GroupId = g.Id, MemberId = member.Id }).ResponseAsync),
            .. Enumerable
                .Range(0, 4)
                .Select(_ => collective.Members.CorrectMemberAsync(Same(member)).ResponseAsync.ContinueWith(_ => 0, TaskScheduler.Default)),
        ]);

        var told = (await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 10)).Where(t => t.Revision > 1).ToList();
        var last = (await collective.Members.GetMemberAsync(new() { Id = member.Id })).Consents.Single(c =>
            c.Purpose == ConsentPurpose.Statistics
        );
        Assert.Equal(8, told.DistinctBy(t => t.Revision).Count());
        Assert.Equal(last.Given, told.MaxBy(t => t.Revision)!.Given);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var enrolled = await collective.EnrolAsync("Asha");
        var good = Same(enrolled);

        await AllRefusedAsync(
            r => members.CorrectMemberAsync(r),
            (good.But(r => r.Id = ""), Refused.NotFound),
            (good.But(r => r.Etag = ""), Refused.Invalid("etag", "required")),
            (good.But(r => r.Etag = new('1', 21)), Refused.Invalid("etag", "too_long")),
            (good.But(r => r.Etag = "0"), new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)),
            (good.But(r => r.KnownAs = ""), Refused.Invalid("known_as", "required")),
            (good.But(r => r.KnownAs = new('a', 101)), Refused.Invalid("known_as", "too_long")),
            (good.But(r => r.AgeBand = AgeBand.Unspecified), Refused.Invalid("age_band", "required")),
            (good.But(r => r.Gender = (Gender)99), Refused.Invalid("gender", "unknown_choice")),
            (good.But(r => r.GenderInHerWords = new('a', 61)), Refused.Invalid("gender_in_her_words", "too_long")),
            (good.But(r => r.Block = "a b"), Refused.Invalid("block", "bad_code")),
            (good.But(r => r.Languages.Add("")), Refused.Invalid("languages", "bad_language")),
            (good.But(r => r.LegalName = "a\u0007"), Refused.Invalid("legal_name", "bad_text")),
            (good.But(r => r.Phone = "112"), Refused.Invalid("phone", "bad_phone"))
        );

        Assert.Equal(enrolled, await members.GetMemberAsync(new() { Id = enrolled.Id }));
    }

    private static CorrectMemberRequest Same(Member member) =>
        new()
        {
            Id = member.Id,
            Etag = member.Etag,
            KnownAs = member.KnownAs,
            AgeBand = member.AgeBand,
            Gender = member.Gender,
            GenderInHerWords = member.GenderInHerWords,
            Block = member.Block,
            Languages = { member.Languages },
        };
}
