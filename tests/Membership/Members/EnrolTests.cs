using Google.Protobuf.WellKnownTypes;
using Membership.Members;
using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;
using Consent = Sangam.Membership.V1.Consent;
using Member = Sangam.Membership.V1.Member;

namespace Membership.Tests;

public sealed class EnrolTests(MembershipFixture network)
{
    private static EnrolMemberRequest Asha() =>
        new(Enrolling("Asha"))
        {
            RequestId = $"{Guid.NewGuid()}",
            GenderInHerWords = "mahila",
            Block = "bhuj-2",
            Languages = { "te", "hi-IN" },
            JoinedOn = OnDay(2024, 2, 29),
            LegalName = "Asha Rani Devi",
            Phone = "+91 98765 43210",
        };

    [Fact]
    public async Task An_enrolled_member_can_be_read_back_and_the_others_hear_of_her()
    {
        var collective = network.NewCollective();
        var before = DateTime.UtcNow;

        var enrolled = await collective.Members.EnrolMemberAsync(Asha());
        var read = await collective.Members.GetMemberAsync(new() { Id = enrolled.Id });

        Assert.InRange(enrolled.Consents[0].At.ToDateTime(), before.AddSeconds(-1), DateTime.UtcNow.AddSeconds(1));
        Assert.Equal(MemberNumber.Read(enrolled.Number), enrolled.Number);
        Assert.Equal(
            new Member
            {
                Id = enrolled.Id,
                Number = enrolled.Number,
                KnownAs = "Asha",
                AgeBand = AgeBand._25To34,
                Gender = Gender.Woman,
                GenderInHerWords = "mahila",
                Block = "bhuj-2",
                Languages = { "te", "hi-IN" },
                JoinedOn = OnDay(2024, 2, 29),
                Etag = "1",
                Consents =
                {
                    Given(ConsentPurpose.MembershipRecord, enrolled.Consents[0].At),
                    Given(ConsentPurpose.Statistics, enrolled.Consents[0].At),
                },
            },
            enrolled
        );
        Assert.Equal(new Member(enrolled) { LegalName = "Asha Rani Devi", Phone = "9876543210" }, read);
        Assert.Equal(
            [new MemberEnrolled(Guid.Parse(enrolled.Id), new(2024, 2, 29), AgeBand._25To34, Gender.Woman, Statistics: true)],
            await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id)
        );
    }

    [Fact]
    public async Task She_joins_today_unless_another_day_is_said_and_need_not_be_counted()
    {
        var collective = network.NewCollective();
        var request = Enrolling("Usha");
        request.Consents.RemoveAt(1);

        var enrolled = await collective.Members.EnrolMemberAsync(request);

        Assert.Equal(
            [new MemberEnrolled(Guid.Parse(enrolled.Id), Today, AgeBand._25To34, Gender.Woman, Statistics: false)],
            await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id)
        );
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var good = Asha();
        good.RequestId = "";

        await AllRefusedAsync(
            r => members.EnrolMemberAsync(r),
            (good.But(r => r.RequestId = "7"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.KnownAs = " "), Refused.Invalid("known_as", "required")),
            (good.But(r => r.KnownAs = new('a', 101)), Refused.Invalid("known_as", "too_long")),
            (good.But(r => r.KnownAs = "A\nsha"), Refused.Invalid("known_as", "bad_text")),
            (good.But(r => r.KnownAs = "A\0sha"), Refused.Invalid("known_as", "bad_text")),
            (good.But(r => r.AgeBand = AgeBand.Unspecified), Refused.Invalid("age_band", "required")),
            (good.But(r => r.AgeBand = (AgeBand)9), Refused.Invalid("age_band", "unknown_choice")),
            (good.But(r => r.Gender = Gender.Unspecified), Refused.Invalid("gender", "required")),
            (good.But(r => r.Gender = (Gender)(-1)), Refused.Invalid("gender", "unknown_choice")),
            (good.But(r => r.GenderInHerWords = new('a', 61)), Refused.Invalid("gender_in_her_words", "too_long")),
            (good.But(r => r.Block = "Bhuj"), Refused.Invalid("block", "bad_code")),
            (good.But(r => r.Block = "bhuj\n"), Refused.Invalid("block", "bad_code")),
            (good.But(r => r.Languages.Add("Telugu")), Refused.Invalid("languages", "bad_language")),
            (good.But(r => r.Languages.Add("te\n")), Refused.Invalid("languages", "bad_language")),
            (
                good.But(r => r.Languages.Add(Enumerable.Range(0, 10).Select(i => $"a{(char)('a' + i)}"))),
                Refused.Invalid("languages", "bad_language")
            ),
            (good.But(r => r.JoinedOn = OnDay(2023, 2, 29)), Refused.Invalid("joined_on", "no_such_day")),
            (good.But(r => r.JoinedOn = new()), Refused.Invalid("joined_on", "no_such_day")),
            (good.But(r => r.JoinedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("joined_on", "in_the_future")),
            (good.But(r => r.Consents.Clear()), Refused.NotNow("consent_required")),
            (good.But(r => r.Consents.RemoveAt(0)), Refused.NotNow("consent_required")),
            (good.But(r => r.Consents.Add(r.Consents[0])), Refused.Invalid("consents", "repeated")),
            (good.But(r => r.Consents[1].Purpose = ConsentPurpose.Unspecified), Refused.Invalid("purpose", "required")),
            (good.But(r => r.Consents[1].Purpose = (ConsentPurpose)77), Refused.Invalid("purpose", "unknown_choice")),
            (good.But(r => r.Consents[0].NoticeVersion = ""), Refused.Invalid("notice_version", "required")),
            (good.But(r => r.Consents[0].NoticeVersion = new('1', 21)), Refused.Invalid("notice_version", "too_long")),
            (good.But(r => r.Consents[0].Language = ""), Refused.Invalid("language", "bad_language")),
            (good.But(r => r.LegalName = new('a', 101)), Refused.Invalid("legal_name", "too_long")),
            (good.But(r => r.Phone = "12345 67890"), Refused.Invalid("phone", "bad_phone")),
            (good.But(r => r.Phone = "98765abc43210"), Refused.Invalid("phone", "bad_phone")),
            (good.But(r => r.Phone = "98765 43210 #12"), Refused.Invalid("phone", "bad_phone")),
            (good.But(r => r.Phone = "022 2345 6789"), Refused.Invalid("phone", "bad_phone")), // a landline of Mumbai
            (good.But(r => r.Phone = "+977 1-4200000"), Refused.Invalid("phone", "bad_phone")), // and of Kathmandu
            (good.But(r => r.Phone = "+999 98765 43210"), Refused.Invalid("phone", "bad_phone")), // there is no such country
            (good.But(r => r.Phone = "98765 43210 98765 43210"), Refused.Invalid("phone", "too_long"))
        );

        Assert.Equal(new ListMembersResponse(), await members.ListMembersAsync(new()));
    }

    [Theory]
    [InlineData("98765 43210")]
    [InlineData("09876543210")]
    [InlineData("+91-98765-43210")]
    [InlineData("(91) 9876543210")]
    [InlineData("౯౮౭౬౫౪౩౨౧౦")]
    [InlineData("0091 98765 43210")]
    [InlineData("+977 984-1234567", "+9779841234567")]
    [InlineData("00977 9841234567", "+9779841234567")]
    [InlineData("+880 1712-345678", "+8801712345678")]
    [InlineData("+1 (650) 253-0000", "+16502530000")]
    public async Task A_phone_number_is_read_as_people_write_it(string written, string kept = "9876543210")
    {
        var members = network.NewCollective().Members;

        var enrolled = await members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = written });

        Assert.Equal(kept, (await members.GetMemberAsync(new() { Id = enrolled.Id })).Phone);
    }

    [Fact]
    public async Task The_same_request_twice_enrols_once()
    {
        var collective = network.NewCollective();
        var members = collective.Members;
        var request = Asha();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => members.EnrolMemberAsync(request).ResponseAsync));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(members.EnrolMemberAsync(new(request) { KnownAs = "Usha" }))
        );
        Assert.Equal(1, (await members.ListMembersAsync(new())).TotalMembers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_somebody_has_is_drawn_again(bool withRequestId)
    {
        var collective = network.NewCollective();
        var first = await collective.EnrolAsync("First");
        await using (var owner = await network.ConnectAsync("owner"))
        await using (var rig = owner.CreateCommand())
        {
            // The dice are loaded: the next two numbers drawn for a member of this name are the first member's.
            rig.CommandText = $"""
                create sequence draws_{collective.Code};
                create function loaded_{collective.Code}() returns trigger language plpgsql security definer as $$ begin
                    if nextval('draws_{collective.Code}') <= 2 then new.number := '{first.Number}'; end if;
                    return new;
                end $$;
                create trigger loaded_{collective.Code} before insert on member
                    for each row when (new.tenant_id = '{collective.Id}') execute function loaded_{collective.Code}();
                """;
            await rig.ExecuteNonQueryAsync();
        }

        var second = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Second")) { RequestId = withRequestId ? $"{Guid.NewGuid()}" : "", Phone = "9876543210" }
        );

        Assert.NotEqual(first.Number, second.Number);
        Assert.Equal(new Member(second) { Phone = "9876543210" }, await collective.Members.GetMemberAsync(new() { Id = second.Id }));
        Assert.Equal(2, (await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id, 2)).Count);
    }

    [Fact]
    public async Task Another_collectives_member_is_as_unknown_as_one_who_never_was()
    {
        var enrolled = await network.NewCollective().EnrolAsync("Asha");
        var others = network.NewCollective().Members;

        foreach (var id in (string[])[enrolled.Id, $"{Guid.NewGuid()}", "not an id", ""])
        {
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetMemberAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.EndMembershipAsync(new() { Id = id })));
            Assert.Equal(
                Refused.NotFound,
                await Refused.ByAsync(
                    others.CorrectMemberAsync(
                        new()
                        {
                            Id = id,
                            Etag = "1",
                            KnownAs = "X",
                            AgeBand = AgeBand._35Plus,
                            Gender = Gender.Woman,
                        }
                    )
                )
            );
            Assert.Equal(
                Refused.NotFound,
                await Refused.ByAsync(others.SetConsentAsync(new() { Id = id, Purpose = ConsentPurpose.Statistics }))
            );
        }
    }

    [Fact]
    public async Task Who_may_not_read_what_is_private_sees_the_rest_and_every_private_read_is_noted()
    {
        var collective = network.NewCollective();
        var enrolled = await collective.Members.EnrolMemberAsync(Asha());
        var plain = await collective.EnrolAsync("Usha");
        var reader = Guid.NewGuid();

        Assert.Equal(enrolled, await new V1.Members.MembersClient(collective.As("peer_leader")).GetMemberAsync(new() { Id = enrolled.Id }));
        await new V1.Members.MembersClient(collective.As("facilitator", reader)).GetMemberAsync(new() { Id = enrolled.Id });
        await new V1.Members.MembersClient(collective.As("facilitator", reader)).GetMemberAsync(new() { Id = plain.Id });

        await using var owner = await network.ConnectAsync();
        await using var audit = owner.CreateCommand();
        audit.CommandText =
            $"select set_config('app.tenant_id', '{collective.Id}', false); "
            + "select actor || ' ' || action || ' ' || subject from audit where action = 'members.read_private'";
        await using var reading = await audit.ExecuteReaderAsync();
        await reading.NextResultAsync();
        Assert.True(await reading.ReadAsync());
        Assert.Equal($"{reader} members.read_private {enrolled.Id}", reading.GetString(0));
        Assert.False(await reading.ReadAsync());
    }

    private static Consent Given(ConsentPurpose purpose, Timestamp at) =>
        new()
        {
            Purpose = purpose,
            Given = true,
            NoticeVersion = "2026-1",
            Language = "te",
            At = at,
            Channel = ConsentChannel.ReadAloud,
        };
}
