using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class SearchTests(MembershipFixture network)
{
    [Theory]
    [InlineData("9876543210")]
    [InlineData("+91 98765 43210")]
    [InlineData("098765-43210")]
    [InlineData("౯౮౭౬౫౪౩౨౧౦")]
    public async Task A_whole_phone_number_however_it_is_written_finds_her_and_that_is_noted(string written)
    {
        var collective = network.NewCollective();
        var account = Guid.NewGuid();
        var asha = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "98765 43210" });
        await collective.Members.EnrolMemberAsync(new(Enrolling("Bina")) { Phone = "9876543211" });

        var found = await new V1.Members.MembersClient(collective.As("facilitator", account)).ListMembersAsync(new() { Search = written });

        Assert.Equal(new ListMembersResponse { Members = { asha }, TotalMembers = 2 }, found);
        Assert.Equal(
            [$"members.find_private|{asha.Id}"],
            await network.RowsAsync(collective.Id, $"select action, subject from audit where actor = '{account}'")
        );
    }

    [Theory]
    [InlineData("+977 984-1234567")]
    [InlineData("00977 9841234567")]
    public async Task A_number_of_another_country_finds_her_and_never_who_has_its_digits_here(string written)
    {
        var collective = network.NewCollective();
        await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "+9779841234567" });
        await collective.Members.EnrolMemberAsync(new(Enrolling("Bina")) { Phone = "9841234567" });

        Assert.Equal(["Asha"], Names(await collective.Members.ListMembersAsync(new() { Search = written })));
        Assert.Equal(["Bina"], Names(await collective.Members.ListMembersAsync(new() { Search = "9841234567" })));
    }

    /// <summary>
    /// The digest is of the form that is kept, so a number that was kept before its kind was checked must still be read as it
    /// was.
    /// </summary>
    [Theory]
    [InlineData("+91 98765 43210", "9876543210")]
    [InlineData("6123456789", "6123456789")] // begins like a mobile number's and is a landline of Patna
    [InlineData("91 9198 765432", "9198765432")]
    [InlineData("Asha 98765 43210", null)]
    [InlineData("98765", null)]
    public void A_phone_is_looked_for_in_the_form_it_has_always_been_kept_in(string written, string? kept) =>
        Assert.Equal(kept, Members.PrivateText.ReadPhone(written));

    [Fact]
    public async Task Only_who_may_read_phones_finds_by_a_whole_one_and_only_in_her_collective()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "9876543210" });
        await other.Members.EnrolMemberAsync(new(Enrolling("Bina")) { Phone = "9876543210" });

        Assert.Equal(["Asha"], Names(await collective.Members.ListMembersAsync(new() { Search = "9876543210" })));
        Assert.Empty(
            (await new V1.Members.MembersClient(collective.As("peer_leader")).ListMembersAsync(new() { Search = "9876543210" })).Members
        );
        Assert.Empty((await collective.Members.ListMembersAsync(new() { Search = "987654321" })).Members);
        var digests = (
            await Task.WhenAll(new[] { collective, other }.Select(c => network.RowsAsync(c.Id, "select phone_digest from member")))
        )
            .SelectMany(d => d)
            .ToList();
        Assert.Equal(2, digests.Distinct().Count());
    }

    [Fact]
    public async Task A_corrected_phone_is_found_and_the_old_one_no_longer()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "9876543210" });
        var correct = new CorrectMemberRequest
        {
            Id = asha.Id,
            Etag = asha.Etag,
            KnownAs = "Asha",
            AgeBand = asha.AgeBand,
            Gender = asha.Gender,
        };

        asha = await collective.Members.CorrectMemberAsync(correct.But(r => r.Phone = "9876543211"));
        Assert.Equal(["Asha"], Names(await collective.Members.ListMembersAsync(new() { Search = "9876543211" })));
        Assert.Empty((await collective.Members.ListMembersAsync(new() { Search = "9876543210" })).Members);

        asha = await collective.Members.CorrectMemberAsync(correct.But(r => r.Etag = asha.Etag)); // says nothing of the phone
        Assert.Equal(["Asha"], Names(await collective.Members.ListMembersAsync(new() { Search = "9876543211" })));

        await collective.Members.CorrectMemberAsync(
            correct.But(r =>
            {
                r.Etag = asha.Etag;
                r.Phone = "";
            })
        );
        Assert.Empty((await collective.Members.ListMembersAsync(new() { Search = "9876543211" })).Members);
    }

    [Fact]
    public async Task Name_block_group_and_sub_group_narrow_each_other_down()
    {
        var collective = network.NewCollective();
        var members = new Dictionary<string, Member>();
        foreach (var (name, block) in new[] { ("Asha Devi", "bhuj"), ("Asha Rani", "anjar"), ("Bina Devi", "bhuj"), ("Chandra", "bhuj") })
            members[name] = await collective.EnrolAsync(name, block: block);
        var group = await collective.FormAsync("First", null, members["Asha Devi"], members["Bina Devi"], members["Asha Rani"]);
        var other = await collective.FormAsync("Second", null, members["Chandra"]);
        await using (var service = await network.ConnectAsync())
        {
            await using var say = service.CreateCommand();
            say.CommandText =
                $"select set_config('app.tenant_id', '{collective.Id}', false); "
                + "insert into member_sub_group select tenant_id, 'devadasi', id from member "
                + "where known_as in ('Asha Rani', 'Bina Devi')";
            await say.ExecuteNonQueryAsync();
        }

        await FoundAsync(new() { GroupId = group.Id }, "Asha Devi", "Asha Rani", "Bina Devi");
        await FoundAsync(new() { GroupId = group.Id, Block = "bhuj" }, "Asha Devi", "Bina Devi");
        await FoundAsync(
            new()
            {
                GroupId = group.Id,
                Block = "bhuj",
                SubGroup = "devadasi",
            },
            "Bina Devi"
        );
        await FoundAsync(new() { SubGroup = "devadasi", Search = "ash" }, "Asha Rani");
        await FoundAsync(new() { GroupId = other.Id, Search = "ash" });
        await FoundAsync(new() { GroupId = $"{Guid.NewGuid()}" });
        await FoundAsync(new() { SubGroup = "migrant" });
        await FoundAsync(new() { Search = members["Chandra"].Number, GroupId = group.Id });

        async Task FoundAsync(ListMembersRequest request, params string[] names) =>
            Assert.Equal(names, Names(await collective.Members.ListMembersAsync(request)));
    }

    [Fact]
    public async Task Who_has_left_a_group_is_not_in_it_from_the_next_day()
    {
        var collective = network.NewCollective();
        var stays = await collective.EnrolAsync("Asha", Today.AddDays(-9));
        var left = await collective.EnrolAsync("Bina", Today.AddDays(-9));
        var leaves = await collective.EnrolAsync("Chandra", Today.AddDays(-9));
        var group = await collective.FormAsync("First", Today.AddDays(-9), stays, left, leaves);
        await collective.Groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = left.Id,
                LeftOn = Today.AddDays(-1).ToMessage(),
            }
        );
        await collective.Groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = leaves.Id,
                LeftOn = Today.ToMessage(),
            }
        );

        Assert.Equal(["Asha", "Chandra"], Names(await collective.Members.ListMembersAsync(new() { GroupId = group.Id })));
    }

    [Fact]
    public async Task Pages_follow_a_search_too()
    {
        var collective = network.NewCollective();
        foreach (var name in (string[])["Asha 3", "Asha 1", "Bina", "Asha 2"])
            await collective.EnrolAsync(name, block: "bhuj");

        var first = await collective.Members.ListMembersAsync(
            new()
            {
                Search = "asha",
                Block = "bhuj",
                PageSize = 2,
            }
        );
        var second = await collective.Members.ListMembersAsync(
            new()
            {
                Search = "asha",
                Block = "bhuj",
                PageSize = 2,
                PageToken = first.NextPageToken,
            }
        );

        Assert.Equal(["Asha 1", "Asha 2"], Names(first));
        Assert.Equal(["Asha 3"], Names(second));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Bad_filters_are_refused_field_by_field()
    {
        var members = network.NewCollective().Members;

        await AllRefusedAsync(
            r => members.ListMembersAsync(r),
            (new ListMembersRequest { GroupId = "first" }, Refused.Invalid("group_id", "bad_id")),
            (new() { SubGroup = "No Slug" }, Refused.Invalid("sub_group", "bad_code")),
            (new() { Block = "Bhuj" }, Refused.Invalid("block", "bad_code"))
        );
    }

    [Fact]
    public async Task Who_counts_herself_to_a_sub_group_is_only_for_who_may_read_it_and_that_is_noted()
    {
        var collective = network.NewCollective();
        var account = Guid.NewGuid();
        var asha = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { SubGroups = { "devadasi" } });

        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                new V1.Members.MembersClient(collective.As("peer_leader")).ListMembersAsync(new() { SubGroup = "devadasi" })
            )
        );
        var found = await new V1.Members.MembersClient(collective.As("facilitator", account)).ListMembersAsync(
            new() { SubGroup = "devadasi" }
        );

        Assert.Equal([asha.But(m => m.SubGroups.Clear())], found.Members);
        Assert.Equal(
            [$"members.find_private|{asha.Id}"],
            await network.RowsAsync(collective.Id, $"select action, subject from audit where actor = '{account}'")
        );
    }

    private static IEnumerable<string> Names(ListMembersResponse list) => list.Members.Select(m => m.KnownAs);
}
