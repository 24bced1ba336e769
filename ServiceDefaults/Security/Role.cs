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
        Of(
            "member",
            RecordOwn,
            DecisionsRead,
            DecisionsPropose,
            DecisionsVote,
            OfficesRead,
            ElectionsRead,
            ElectionsStand,
            BallotsCast,
            FundsRead,
            CalendarRead,
            EntitlementsRead,
            FiguresRead
        ),
        Of(
            "peer_leader",
            MembersRead,
            GroupsRead,
            GroupsManage,
            MeetingsRecord,
            DecisionsRead,
            OfficesRead,
            ElectionsRead,
            FundsRead,
            FundsApprove,
            CentresRead,
            CentresRecord,
            CalendarRead,
            CalendarManage,
            TrainingRead,
            EntitlementsRead,
            StoriesRead,
            FiguresRead
        ),
        Of(
            "executive",
            MembersRead,
            GroupsRead,
            MeetingsRecord,
            CollectiveSettings,
            DecisionsRead,
            DecisionsPropose,
            DecisionsManage,
            OfficesRead,
            OfficesManage,
            AssessmentsRecord,
            ElectionsRead,
            FundsRead,
            FundsApprove,
            CentresRead,
            CalendarRead,
            CalendarManage,
            TrainingRead,
            OrientationsRead,
            EntitlementsRead,
            StoriesRead,
            FiguresRead,
            MonthsApprove,
            MonthsRelease
        ),
        Of("election_committee", MembersRead, OfficesRead, ElectionsRead, ElectionsRun),
        Of("treasurer", GroupsRead, DecisionsRead, FundsRead, FundsRecord, FiguresRead),
        Of(
            "facilitator",
            MembersRead,
            MembersReadPrivate,
            MembersEnrol,
            MembersCorrect,
            MembersEnd,
            MembersImport,
            MembersErase,
            AccountsInviteMember,
            ConsentsRecord,
            GroupsRead,
            GroupsManage,
            MeetingsRecord,
            DecisionsRead,
            OfficesRead,
            ElectionsRead,
            CentresRead,
            CentresRecord,
            CalendarRead,
            CalendarManage,
            TrainingRead,
            OrientationsRead,
            EntitlementsRead,
            ApplicationsRead,
            ApplicationsWork,
            StoriesRead,
            FiguresRead
        ),
        Of(
            "trainer",
            MembersRead,
            CalendarRead,
            TrainingRead,
            TrainingRecord,
            OrientationsRead,
            OrientationsRecord,
            FiguresRead,
            SurveysRecord
        ),
        Of(
            "caseworker",
            MembersRead,
            CalendarRead,
            EntitlementsRead,
            ApplicationsRead,
            ApplicationsWork,
            MattersWork,
            CounsellingWork,
            StoriesRead,
            StoriesRecord,
            FiguresRead
        ),
        Of("data_steward", GroupsRead, TrainingRead, OrientationsRead, FiguresRead, FiguresEnter, SurveysRecord, MonthsSubmit),
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
