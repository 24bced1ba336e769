using static Sangam.Security.Permission;

namespace Sangam.Security;

/// <summary>
/// A named set of permissions. A collective's roles carry no permission of the network and the other way round; the admin of a
/// collective administers accounts and cannot read a member's record or a case.
/// </summary>
public sealed record Role(string Code, IReadOnlySet<string> Permissions)
{
    /// <summary>The starting roles of a collective.</summary>
    public static readonly IReadOnlyList<Role> OfCollective =
    [
        Of("member", EntitlementsRead, FiguresRead),
        Of("peer_leader", MembersRead, GroupsRead, GroupsManage, MeetingsRecord, TrainingRead, EntitlementsRead, StoriesRead, FiguresRead),
        Of("executive", MembersRead, GroupsRead, TrainingRead, OrientationsRead, EntitlementsRead, StoriesRead, FiguresRead, MonthsApprove, MonthsRelease),
        Of("treasurer", GroupsRead, FiguresRead),
        Of("facilitator", MembersRead, MembersReadPrivate, MembersEnrol, MembersCorrect, MembersEnd, ConsentsRecord, GroupsRead, GroupsManage, MeetingsRecord,
            TrainingRead, OrientationsRead, EntitlementsRead, ApplicationsRead, ApplicationsWork, StoriesRead, FiguresRead),
        Of("trainer", MembersRead, TrainingRead, TrainingRecord, OrientationsRead, OrientationsRecord, FiguresRead),
        Of("caseworker", MembersRead, EntitlementsRead, ApplicationsRead, ApplicationsWork, MattersWork, CounsellingWork, StoriesRead, StoriesRecord, FiguresRead),
        Of("data_steward", GroupsRead, TrainingRead, OrientationsRead, FiguresRead, MonthsSubmit),
        Of("admin", AccountsRead, AccountsInvite, AccountsManage),
    ];

    /// <summary>The roles of the network's own accounts. None of their permissions reads a tenant.</summary>
    public static readonly IReadOnlyList<Role> OfNetwork =
    [
        Of("network_analyst", NationalRead, TenantsRead),
        Of("network_admin", NationalRead, NationalPull, TenantsRead, AccountsRead, AccountsInvite, AccountsManage),
    ];

    /// <summary>Programs rather than people, known to the identity service by a client id and secret.</summary>
    public static readonly IReadOnlyList<Role> OfServices =
    [
        Of("operator", TenantsCreate, NetworkInvite, TenantsRead),
        Of("puller", ReleasesPull, TenantsRead),
    ];

    private static Role Of(string code, params string[] permissions) => new(code, permissions.ToHashSet());
}
