using Portal.Access;
using Sangam.Membership.V1;
using Sangam.Security;
using static Sangam.Membership.V1.Members;

namespace Portal.Components.Pages.Members;

/// <summary>Names for the ids that other services know members by, read a batch at a time.</summary>
internal sealed class MemberNames(MembersClient members, CurrentSession session)
{
    private const int LargestBatch = 200;

    /// <summary>
    /// The members by id. Ids that nobody has any more are left out; so is everybody when the reader may not see the register.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Member>> OfAsync(IEnumerable<string> ids)
    {
        if (!session.May(Permission.MembersRead))
            return new Dictionary<string, Member>();

        var batches = await Task.WhenAll(
            ids.Distinct().Chunk(LargestBatch).Select(batch => members.BatchGetMembersAsync(new() { Ids = { batch } }).ResponseAsync)
        );
        return batches.SelectMany(batch => batch.Members).ToDictionary(member => member.Id);
    }

    public async Task<Member?> OfAsync(string id) => (await OfAsync([id])).GetValueOrDefault(id);
}
