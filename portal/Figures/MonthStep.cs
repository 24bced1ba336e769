using Portal.Wording;
using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Months;
using Can = Sangam.Security.Permission;

namespace Portal.Figures;

/// <summary>
/// A step in a month's life (open, submitted, approved twice, released, locked), in the words that a person decides by: what the button
/// says, what will happen, what has happened and what comes next. All of it is in the reader's language.
/// </summary>
public sealed record MonthStep(string Name, string Task, string Icon, string Permission, string Will, string Done, string Afterwards)
{
    public static MonthStep Submit =>
        new(
            "submit",
            Words.Common["Submit the figures"],
            "send",
            Can.MonthsSubmit,
            Words.Common[
                "You say that the figures of this month are complete. Then two others, from the executive, "
                    + "look at them and decide. Until the month is released it can be opened again."
            ],
            Words.Common["The month is submitted."],
            Words.Common["Two members of the executive look at it next."]
        );

    public static MonthStep Approve =>
        new(
            "approve",
            Words.Common["Approve the figures"],
            "stamp",
            Can.MonthsApprove,
            Words.Common[
                "You agree that the network may see exactly what the page shows, and nothing else. "
                    + "It takes two of the executive. Nothing leaves yet: that is a step of its own."
            ],
            Words.Common["Your approval is noted."],
            Words.Common["With two approvals the month can be released."]
        );

    public static MonthStep Release =>
        new(
            "release",
            Words.Common["Release to the network"],
            "upload",
            Can.MonthsRelease,
            Words.Common[
                "The figures are signed in the collective's name. For a while the release can be taken back; "
                    + "the page says how long. Then it is locked, the network gets it, and that is final."
            ],
            Words.Common["The month is released."],
            Words.Common["Until it is locked it can be taken back. Then the network fetches it by itself."]
        );

    public static MonthStep Reopen =>
        new(
            "reopen",
            Words.Common["Open it again"],
            "undo-2",
            Can.MonthsApprove,
            Words.Common[
                "The month goes back to the start: records can be completed, "
                    + "and it has to be submitted and approved once more. Nothing is lost."
            ],
            Words.Common["The month is open again."],
            Words.Common["Complete what is missing, then submit it."]
        );

    public static MonthStep TakeBack =>
        new(
            "take-back",
            Words.Common["Take the release back"],
            "undo-2",
            Can.MonthsRelease,
            Words.Common[
                "The network has not had it and will not get it. "
                    + "The month goes back to the start and has to be submitted and approved once more."
            ],
            Words.Common["The release is taken back."],
            Words.Common["The month is open. Complete what is missing, then submit it."]
        );

    public static MonthStep Drop =>
        new(
            "drop",
            Words.Common["Give up the revision"],
            "trash-2",
            Can.MonthsSubmit,
            Words.Common[
                "The month stays as the network has it. The figures here do not change; a revision can be begun again at any time."
            ],
            Words.Common["The revision is given up."],
            Words.Common["The month is as it was."]
        );

    public static IReadOnlyList<MonthStep> All => [Submit, Approve, Release, Reopen, TakeBack, Drop];

    /// <summary>It ends in what nobody can change.</summary>
    public bool Final => Name == "release";

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
