using Sangam.Membership.V1;

namespace Membership.Tests;

public sealed class BatchGetTests(MembershipFixture network)
{
    private static EnrolMemberRequest Named(string name) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            KnownAs = name,
            AgeBand = AgeBand._35Plus,
            Gender = Gender.Woman,
            Phone = "9876543210",
            Consents =
            {
                new ConsentGiven
                {
                    Purpose = ConsentPurpose.MembershipRecord,
                    NoticeVersion = "2026-1",
                    Language = "te",
                },
            },
        };

    [Fact]
    public async Task A_batch_holds_ones_own_members_without_what_is_private()
    {
        var facilitator = network.NewCollective().As("facilitator");
        var members = new V1.Members.MembersClient(facilitator);
        var asha = await members.EnrolMemberAsync(Named("Asha"));
        var usha = await members.EnrolMemberAsync(Named("Usha"));
        var elsewhere = await new V1.Members.MembersClient(network.NewCollective().As("facilitator")).EnrolMemberAsync(Named("Nila"));

        var batch = await members.BatchGetMembersAsync(new() { Ids = { asha.Id, usha.Id, elsewhere.Id, $"{Guid.NewGuid()}" } });

        Assert.Equal([asha, usha], batch.Members.OrderBy(m => m.KnownAs));
    }

    [Fact]
    public async Task A_batch_has_a_limit_and_holds_only_ids()
    {
        var members = new V1.Members.MembersClient(network.NewCollective().As("facilitator"));

        Assert.Equal(
            Refused.Invalid("ids", "too_many"),
            await Refused.ByAsync(
                members.BatchGetMembersAsync(new() { Ids = { Enumerable.Range(0, 201).Select(_ => $"{Guid.NewGuid()}") } })
            )
        );
        Assert.Equal(Refused.Invalid("ids", "bad_id"), await Refused.ByAsync(members.BatchGetMembersAsync(new() { Ids = { "Asha" } })));
    }
}
