using Sangam.Security;

namespace Membership.Groups;

/// <summary>Peer groups, SHGs and their meetings; each rpc is in the file of its name.</summary>
public sealed partial class GroupsService(MembershipDb db, Vault vault, TimeProvider clock) : V1.Groups.GroupsBase;
