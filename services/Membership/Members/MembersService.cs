using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

/// <summary>The register of members; each rpc is in the file of its name.</summary>
public sealed partial class MembersService(MembershipDb db, Vault vault, Caller caller, Retention retention, TimeProvider clock)
    : V1.Members.MembersBase
{
    /// <summary>
    /// A member with her consents, moves and sub-groups, held until the transaction ends. It comes first in every change of a
    /// record, so that none waits for another crosswise.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Member> HoldAsync(Guid id, CancellationToken cancellationToken)
    {
        var member = (await db.HoldAsync([id], cancellationToken))[0];
        await db
            .Members.Where(m => m.Id == id)
            .Include(m => m.Consents)
            .Include(m => m.Moves)
            .Include(m => m.SubGroups)
            .AsSplitQuery()
            .LoadAsync(cancellationToken);
        return member;
    }

    /// <summary>Without her legal name and phone; with what else is private for herself and whoever may read it.</summary>
    private V1.Member Shown(Member member) =>
        caller.Member == member.Id || caller.May(Permission.MembersReadPrivate) ? member.ToWholeMessage() : member.ToMessage();
}
