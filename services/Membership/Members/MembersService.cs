using Sangam.Security;

namespace Membership.Members;

/// <summary>The register of members; each rpc is in the file of its name.</summary>
public sealed partial class MembersService(MembershipDb db, Vault vault, Caller caller, Retention retention, TimeProvider clock) : V1.Members.MembersBase
{
    /// <summary>A member with her consents, held until the transaction ends. It comes first in every change of a record, so that none waits for another crosswise.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Member> HoldAsync(string id, CancellationToken cancellationToken)
    {
        var member = (await db.HoldAsync([Input.Id(id)], cancellationToken))[0];
        await db.Entry(member).Collection(m => m.Consents).LoadAsync(cancellationToken);
        return member;
    }
}
