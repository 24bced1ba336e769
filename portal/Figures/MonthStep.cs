using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Months;
using Can = Sangam.Security.Permission;

namespace Portal.Figures;

/// <summary>
/// A step in a month's life (open, submitted, approved twice, released, locked), in the words that a person decides by: what the button
/// says, what will happen, what has happened and what comes next. Texts are English sentences, to be looked up in the reader's language.
/// </summary>
public sealed record MonthStep(string Name, string Task, string Icon, string Permission, string Will, string Done, string Afterwards)
{
    public static readonly MonthStep Submit = new(
        "submit",
        "Submit the figures",
        "send",
        Can.MonthsSubmit,
        "You say that the figures of this month are complete. Then two others, from the executive, look at them and decide. Until the month is released it can be opened again.",
        "The month is submitted.",
        "Two members of the executive look at it next."
    );

    public static readonly MonthStep Approve = new(
        "approve",
        "Approve the figures",
        "stamp",
        Can.MonthsApprove,
        "You agree that the network may see exactly what the page shows, and nothing else. It takes two of the executive. Nothing leaves yet: that is a step of its own.",
        "Your approval is noted.",
        "With two approvals the month can be released."
    );

    public static readonly MonthStep Release = new(
        "release",
        "Release to the network",
        "upload",
        Can.MonthsRelease,
        "The figures are signed in the collective's name. For a while the release can be taken back; the page says how long. Then it is locked, the network gets it, and that is final.",
        "The month is released.",
        "Until it is locked it can be taken back. Then the network fetches it by itself."
    );

    public static readonly MonthStep Reopen = new(
        "reopen",
        "Open it again",
        "undo-2",
        Can.MonthsApprove,
        "The month goes back to the start: records can be completed, and it has to be submitted and approved once more. Nothing is lost.",
        "The month is open again.",
        "Complete what is missing, then submit it."
    );

    public static readonly MonthStep TakeBack = new(
        "take-back",
        "Take the release back",
        "undo-2",
        Can.MonthsRelease,
        "The network has not had it and will not get it. The month goes back to the start and has to be submitted and approved once more.",
        "The release is taken back.",
        "The month is open. Complete what is missing, then submit it."
    );

    public static readonly MonthStep Drop = new(
        "drop",
        "Give up the revision",
        "trash-2",
        Can.MonthsSubmit,
        "The month stays as the network has it. The figures here do not change; a revision can be begun again at any time.",
        "The revision is given up.",
        "The month is as it was."
    );

    public static readonly IReadOnlyList<MonthStep> All = [Submit, Approve, Release, Reopen, TakeBack, Drop];

    /// <summary>It ends in what nobody can change.</summary>
    public bool Final => this == Release;

    /// <summary>The step that a month waits for from this account; null when it waits for none, or for somebody else's.</summary>
    public static MonthStep? Next(Month month, DateOnly today, string account) =>
        month.State switch
        {
            MonthState.Open => IsOver(month, today) ? Submit : null,
            MonthState.Submitted => HasSigned(month, account) ? null : Approve,
            MonthState.Approved => Release,
            _ => null,
        };

    /// <summary>The step that leads back; null when there is none.</summary>
    public static MonthStep? Back(Month month) =>
        month.State switch
        {
            MonthState.Open => month.Revision > 1 ? Drop : null,
            MonthState.Submitted or MonthState.Approved => Reopen,
            MonthState.Released => TakeBack,
            _ => null,
        };

    /// <summary>Has this account submitted the month or given its first approval? Then the next approval is somebody else's.</summary>
    public static bool HasSigned(Month month, string account) =>
        month.SubmittedBy == account || month.Approvals.Any(approval => approval.Account == account);

    public static bool IsOver(Month month, DateOnly today) => new DateOnly(month.Year, month.Month_, 1).AddMonths(1) <= today;

    public async Task<Month> TakeAsync(MonthsClient months, MonthRequest request) =>
        Name switch
        {
            "submit" => await months.SubmitMonthAsync(request),
            "approve" => await months.ApproveMonthAsync(request),
            "release" => await months.ReleaseMonthAsync(request),
            "take-back" => await months.TakeBackReleaseAsync(request),
            "drop" => await months.DropRevisionAsync(request),
            _ => await months.ReopenMonthAsync(request),
        };
}
