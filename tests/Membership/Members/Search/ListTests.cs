using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ListTests(MembershipFixture network)
{
    [Fact]
    public async Task Pages_follow_the_alphabet_and_a_newcomer_neither_repeats_nor_hides_anyone()
    {
        var collective = network.NewCollective();
        foreach (var name in (string[])["chandra", "Asha", "Asha", "Bina", "Zoya", "dipa"])
            await collective.EnrolAsync(name);

        var first = await collective.Members.ListMembersAsync(new() { PageSize = 3 });
        await collective.EnrolAsync("Anu"); // before the place reached
        await collective.EnrolAsync("Charu"); // behind it
        var second = await collective.Members.ListMembersAsync(new() { PageSize = 3, PageToken = first.NextPageToken });
        var third = await collective.Members.ListMembersAsync(new() { PageSize = 3, PageToken = second.NextPageToken });

        Assert.Equal(["Asha", "Asha", "Bina"], Names(first));
        Assert.Equal(["chandra", "Charu", "dipa"], Names(second));
        Assert.Equal(["Zoya"], Names(third));
        Assert.Equal(("", 6, 8), (third.NextPageToken, first.TotalMembers, third.TotalMembers));
        Assert.Equal(6 + 1, first.Members.Concat(second.Members).Concat(third.Members).DistinctBy(m => m.Id).Count());
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_member_has_no_next()
    {
        var collective = network.NewCollective();
        foreach (var name in (string[])["Asha", "Bina"])
            await collective.EnrolAsync(name);

        Assert.Equal("", (await collective.Members.ListMembersAsync(new() { PageSize = 2 })).NextPageToken);
    }

    [Fact]
    public async Task A_listed_member_shows_her_consents_and_nothing_private()
    {
        var collective = network.NewCollective();
        var enrolled = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { LegalName = "Asha Rani", Phone = "9876543210" });

        Assert.Equal(
            new ListMembersResponse { Members = { enrolled }, TotalMembers = 1 },
            await collective.Members.ListMembersAsync(new())
        );
    }

    [Theory]
    [InlineData("ash", "Asha Devi", "asha Rani")]
    [InlineData("ASH", "Asha Devi", "asha Rani")]
    [InlineData("de", "Asha Devi", "Bina Devi-Bai")]
    [InlineData("bai", "Bina Devi-Bai")]
    [InlineData("devi ash", "Asha Devi")]
    [InlineData("evi")]
    [InlineData("!?")]
    [InlineData("%")]
    [InlineData("సీత", "సీతమ్మ")]
    [InlineData("సీతమ్మ", "సీతమ్మ")]
    [InlineData("లక్ష్మీ", "శ్రీ లక్ష్మీ")]
    [InlineData("सु", "सुनीता")]
    [InlineData("રેખા", "રેખા")]
    [InlineData("মিতা", "মিতা দাস")]
    [InlineData("élo", "Élodie")]
    public async Task A_search_finds_the_beginning_of_any_word_in_any_script(string search, params string[] found)
    {
        var collective = network.NewCollective();
        foreach (
            var name in (string[])
                ["Asha Devi", "asha Rani", "Bina Devi-Bai", "సీతమ్మ", "శ్రీ లక్ష్మీ", "सुनीता", "રેખા", "মিতা দাস", "E\u0301lodie"]
        )
            await collective.EnrolAsync(name);

        var list = await collective.Members.ListMembersAsync(new() { Search = search });

        Assert.Equal(found.Select(f => f.Normalize()), Names(list));
        Assert.Equal(9, list.TotalMembers);
    }

    [Fact]
    public async Task A_joiner_that_is_not_seen_does_not_hide_a_name()
    {
        var collective = network.NewCollective();
        await collective.EnrolAsync("రాజ్\u200cకుమారి");

        Assert.Single((await collective.Members.ListMembersAsync(new() { Search = "రాజ్కు" })).Members);
    }

    [Fact]
    public async Task A_whole_member_number_finds_her_and_part_of_it_does_not()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        await collective.EnrolAsync("Bina");

        Assert.Equal([asha], (await collective.Members.ListMembersAsync(new() { Search = asha.Number })).Members);
        Assert.Equal(
            [asha],
            (await collective.Members.ListMembersAsync(new() { Search = asha.Number.ToLowerInvariant().Replace('-', ' ') })).Members
        );
        Assert.Empty((await collective.Members.ListMembersAsync(new() { Search = asha.Number[..8] })).Members);
    }

    [Fact]
    public async Task A_block_and_those_who_left_are_listed_when_asked_for()
    {
        var collective = network.NewCollective();
        await collective.EnrolAsync("Asha", block: "bhuj");
        await collective.EnrolAsync("Bina", block: "anjar");
        var left = await collective.EnrolAsync("Chandra", block: "bhuj");
        await collective.Members.EndMembershipAsync(new() { Id = left.Id });

        Assert.Equal(["Asha", "Bina"], Names(await collective.Members.ListMembersAsync(new())));
        Assert.Equal(["Asha"], Names(await collective.Members.ListMembersAsync(new() { Block = "bhuj" })));
        Assert.Equal(["Asha", "Chandra"], Names(await collective.Members.ListMembersAsync(new() { Block = "bhuj", IncludeFormer = true })));
        Assert.Empty(Names(await collective.Members.ListMembersAsync(new() { Search = "chandra" })));
        Assert.Equal(2, (await collective.Members.ListMembersAsync(new() { IncludeFormer = true })).TotalMembers);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        await collective.EnrolAsync("Asha");
        await collective.EnrolAsync("Bina");
        var token = (await members.ListMembersAsync(new() { PageSize = 1 })).NextPageToken;

        await AllRefusedAsync(
            r => members.ListMembersAsync(r),
            (new ListMembersRequest { PageSize = -1 }, Refused.Invalid("page_size", "out_of_range")),
            (new() { PageSize = 201 }, Refused.Invalid("page_size", "out_of_range")),
            (new() { PageToken = "x" }, Refused.Invalid("page_token", "bad_page_token")),
            (new() { PageToken = "e30" }, Refused.Invalid("page_token", "bad_page_token")), // {}
            (new() { PageToken = Page.Token(new { Name = "Asha" }) }, Refused.Invalid("page_token", "bad_page_token")),
            (new() { PageToken = Page.Token(new { KnownAs = "\0", Id = Guid.Empty }) }, Refused.Invalid("page_token", "bad_page_token")),
            (new() { PageToken = token[..^2] }, Refused.Invalid("page_token", "bad_page_token")),
            (new() { Search = new('a', 101) }, Refused.Invalid("search", "too_long")),
            (new() { Search = "a b c d e f" }, Refused.Invalid("search", "too_long")),
            (new() { Search = "a\0" }, Refused.Invalid("search", "bad_text")),
            (new() { Block = "Bhuj" }, Refused.Invalid("block", "bad_code"))
        );
        Assert.Equal(2, (await members.ListMembersAsync(new() { PageSize = 200 })).Members.Count);
    }

    private static IEnumerable<string> Names(ListMembersResponse list) => list.Members.Select(m => m.KnownAs);
}
