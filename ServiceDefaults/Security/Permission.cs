namespace Sangam.Security;

/// <summary>What a caller may do, as verbs. Every rpc names one with <see cref="NeedsAttribute"/>; roles are named sets of them.</summary>
public static class Permission
{
    public const string AccountsRead = "accounts.read";
    public const string AccountsInvite = "accounts.invite";

    /// <summary>An account for a member, with the member's role alone.</summary>
    public const string AccountsInviteMember = "accounts.invite_member";
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

    /// <summary>
    /// Her own record, and nobody else's: see it, see who looked at it, take it away, withdraw a consent, ask to be erased.
    /// </summary>
    public const string RecordOwn = "record.own";

    /// <summary>A whole register from a file, and taking that back.</summary>
    public const string MembersImport = "members.import";
    public const string MembersErase = "members.erase";

    /// <summary>
    /// What the collective decides for itself: the sub-groups it recognises, its blocks, its own names for kinds of groups.
    /// </summary>
    public const string CollectiveSettings = "collective.settings";
    public const string GroupsRead = "groups.read";
    public const string GroupsManage = "groups.manage";
    public const string MeetingsRecord = "meetings.record";

    public const string DecisionsRead = "decisions.read";
    public const string DecisionsPropose = "decisions.propose";

    /// <summary>A member's own vote on a proposal.</summary>
    public const string DecisionsVote = "decisions.vote";

    /// <summary>Bylaws, the outcome of a vote in a meeting, and following resolutions up.</summary>
    public const string DecisionsManage = "decisions.manage";

    public const string OfficesRead = "offices.read";
    public const string OfficesManage = "offices.manage";
    public const string AssessmentsRecord = "assessments.record";

    public const string ElectionsRead = "elections.read";

    /// <summary>For the election committee: leads an election through its life, enters paper ballots and the drawn lot.</summary>
    public const string ElectionsRun = "elections.run";
    public const string ElectionsStand = "elections.stand";

    /// <summary>A member's own ballot.</summary>
    public const string BallotsCast = "ballots.cast";

    public const string FundsRead = "funds.read";
    public const string FundsRecord = "funds.record";

    /// <summary>One of the two approvals of a voucher; for members only.</summary>
    public const string FundsApprove = "funds.approve";

    public const string CentresRead = "centres.read";
    public const string CentresRecord = "centres.record";
    public const string CalendarRead = "calendar.read";
    public const string CalendarManage = "calendar.manage";

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

    /// <summary>To enter figures that are not recorded here, marked as entered on every screen.</summary>
    public const string FiguresEnter = "figures.enter";

    /// <summary>To keep question sets and what was answered to them, without names.</summary>
    public const string SurveysRecord = "surveys.record";

    public const string MonthsSubmit = "months.submit";
    public const string MonthsApprove = "months.approve";
    public const string MonthsRelease = "months.release";

    /// <summary>The shelf of released months, of all collectives: aggregates only.</summary>
    public const string ReleasesPull = "releases.pull";
    public const string NationalRead = "national.read";
    public const string NationalPull = "national.pull";
}
