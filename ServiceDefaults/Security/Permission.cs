namespace Sangam.Security;

/// <summary>What a caller may do, as verbs. Every rpc names one with <see cref="NeedsAttribute"/>; roles are named sets of them.</summary>
public static class Permission
{
    public const string AccountsRead = "accounts.read";
    public const string AccountsInvite = "accounts.invite";
    public const string AccountsManage = "accounts.manage";
    public const string TenantsCreate = "tenants.create";
    public const string TenantsRead = "tenants.read";
    public const string NetworkInvite = "network.invite";

    public const string MembersRead = "members.read";
    /// <summary>Legal name and phone, which are encrypted.</summary>
    public const string MembersReadPrivate = "members.read_private";
    public const string MembersEnrol = "members.enrol";
    public const string MembersCorrect = "members.correct";
    public const string MembersEnd = "members.end";
    public const string ConsentsRecord = "consents.record";
    public const string GroupsRead = "groups.read";
    public const string GroupsManage = "groups.manage";
    public const string MeetingsRecord = "meetings.record";

    public const string TrainingRead = "training.read";
    public const string TrainingRecord = "training.record";
    public const string OrientationsRead = "orientations.read";
    public const string OrientationsRecord = "orientations.record";

    public const string EntitlementsRead = "entitlements.read";
    public const string ApplicationsRead = "applications.read";
    public const string ApplicationsWork = "applications.work";

    /// <summary>Legal matters, each seen only by those on it.</summary>
    public const string MattersWork = "matters.work";
    public const string CounsellingWork = "counselling.work";
    public const string StoriesRead = "stories.read";
    public const string StoriesRecord = "stories.record";

    public const string FiguresRead = "figures.read";
    public const string MonthsSubmit = "months.submit";
    public const string MonthsApprove = "months.approve";
    public const string MonthsRelease = "months.release";

    /// <summary>The shelf of released months, of all collectives: aggregates only.</summary>
    public const string ReleasesPull = "releases.pull";
    public const string NationalRead = "national.read";
    public const string NationalPull = "national.pull";
}
