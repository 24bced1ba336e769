using Sangam.Events;
using Sangam.Membership.V1;

namespace Membership.Tests;

[Collection("membership")]
public sealed class EnrolTests(MembershipFixture network)
{
    private static EnrolMemberRequest Asha() => new()
    {
        RequestId = $"{Guid.NewGuid()}",
        KnownAs = "Asha",
        AgeBand = AgeBand._25To34,
        Gender = Gender.Woman,
        Phone = "+91 98765 43210",
        Consents =
        {
            new ConsentGiven { Purpose = ConsentPurpose.MembershipRecord, NoticeVersion = "2026-1", Language = "te" },
            new ConsentGiven { Purpose = ConsentPurpose.Statistics, NoticeVersion = "2026-1", Language = "te" },
        },
    };

    [Fact]
    public async Task An_enrolled_member_can_be_read_back_and_the_others_hear_of_her()
    {
        var collective = network.NewCollective();
        var members = new V1.Members.MembersClient(collective.As("facilitator"));

        var enrolled = await members.EnrolMemberAsync(Asha());
        var read = await members.GetMemberAsync(new() { Id = enrolled.Id });

        Assert.Equal("9876543210", read.Phone);
        read.Phone = "";
        Assert.Equal(enrolled, read);
        var told = Assert.Single(await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id));
        Assert.Equal(new MemberEnrolled(Guid.Parse(enrolled.Id), told.JoinedOn, AgeBand._25To34, Gender.Woman, Statistics: true), told);
    }

    [Fact]
    public async Task The_same_request_twice_enrols_once()
    {
        var members = new V1.Members.MembersClient(network.NewCollective().As("facilitator"));
        var request = Asha();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => members.EnrolMemberAsync(request).ResponseAsync));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(members.EnrolMemberAsync(new(request) { KnownAs = "Usha" })));
    }

    [Fact]
    public async Task Another_collectives_member_is_as_unknown_as_one_who_never_was()
    {
        var enrolled = await new V1.Members.MembersClient(network.NewCollective().As("facilitator")).EnrolMemberAsync(Asha());
        var others = new V1.Members.MembersClient(network.NewCollective().As("facilitator"));

        Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetMemberAsync(new() { Id = enrolled.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetMemberAsync(new() { Id = $"{Guid.NewGuid()}" })));
    }
}
