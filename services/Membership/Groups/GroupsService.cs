using Sangam.Security;

namespace Membership.Groups;

/// <summary>Peer groups, SHGs, committees and their meetings; each rpc is in the file of its name.</summary>
public sealed partial class GroupsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Groups.GroupsBase;
