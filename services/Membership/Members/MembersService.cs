using Sangam.Security;

namespace Membership.Members;

/// <summary>The register of members; each rpc is in the file of its name.</summary>
public sealed partial class MembersService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Members.MembersBase;
