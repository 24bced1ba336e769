using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>What is said of a member is the same by whichever rpc she is read.</summary>
public sealed class MemberMessageTests(MembershipFixture network)
{
    private static readonly string[] Private = ["legal_name", "phone", "sub_groups"];

    [Fact]
    public async Task Every_field_that_is_not_private_is_the_same_by_every_rpc()
    {
        var collective = network.NewCollective();
        var enrolled = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Asha"))
            {
                GenderInHerWords = "mahila",
                Block = "bhuj",
                Languages = { "te", "hi" },
                LegalName = "Rajeshwari Devi",
                Phone = "9876543210",
                SubGroups = { "devadasi" },
            }
        );
        await collective.Members.EndMembershipAsync(new() { Id = enrolled.Id });
        var members = new V1.Members.MembersClient(collective.With(["members.read"]));

        var got = await members.GetMemberAsync(new() { Id = enrolled.Id });
        var listed = await members.ListMembersAsync(new() { IncludeFormer = true });
        var found = await members.ListMembersAsync(new() { IncludeFormer = true, Search = "asha" });
        var batch = await members.BatchGetMembersAsync(new() { Ids = { enrolled.Id } });

        Assert.Equal([got, got, got], [listed.Members.Single(), found.Members.Single(), batch.Members.Single()]);
        // Each of the others says something, so that one which a list forgets shows here.
        var silent = Member
            .Descriptor.Fields.InDeclarationOrder()
            .Where(f => Equals(f.Accessor.GetValue(got), f.Accessor.GetValue(new Member())));
        Assert.Equal(Private, silent.Select(f => f.Name));
    }
}
