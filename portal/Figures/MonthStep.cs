using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Months;
using Can = Sangam.Security.Permission;

namespace Portal.Figures;

/// <summary>
/// A step in a month's life (open, submitted, approved, released), in the words that a person decides by: what the button says, what will
/// happen, what has happened and what comes next. Texts are English sentences, to be looked up in the reader's language.
/// </summary>
public sealed record MonthStep(string Name, string Task, string Icon, string Permission, string Will, string Done, string Afterwards)
{
    public bool Final => Name == "release";

    public static readonly MonthStep Submit = new("submit", "Submit the figures", "send", Can.MonthsSubmit,
        "You say that the figures of this month are complete. Then another person, from the executive, looks at them and decides. Until the month is released it can be opened again.",
        "The month is submitted.", "Somebody from the executive looks at it next.");

    public static readonly MonthStep Approve = new("approve", "Approve the figures", "stamp", Can.MonthsApprove,
        "You agree that the network may see exactly what the column on the right shows, and nothing else. Nothing leaves yet: that is a step of its own.",
        "The month is approved.", "It can be released now.");

    public static readonly MonthStep Release = new("release", "Release to the network", "upload", Can.MonthsRelease,
        "The network sees the figures of the column on the right from now on. This is final: a released month cannot be taken back or changed.",
        "The month is released.", "The network fetches it by itself within minutes. There is nothing more to do.");

    public static readonly MonthStep Reopen = new("reopen", "Open it again", "undo-2", Can.MonthsApprove,
        "The month goes back to the start: records can be completed, and it has to be submitted and approved once more. Nothing is lost.",
        "The month is open again.", "Complete what is missing, then submit it.");

    public static readonly IReadOnlyList<MonthStep> All = [Submit, Approve, Release, Reopen];

    /// <summary>The step that a month waits for; null when it is released or not over yet.</summary>
    public static MonthStep? Next(Month month, DateOnly today) => month.State switch
    {
        MonthState.Open => IsOver(month, today) ? Submit : null,
        MonthState.Submitted => Approve,
        MonthState.Approved => Release,
        _ => null,
    };

    public static bool CanReopen(Month month) => month.State is MonthState.Submitted or MonthState.Approved;

    public static bool IsOver(Month month, DateOnly today) => new DateOnly(month.Year, month.Month_, 1).AddMonths(1) <= today;

    public async Task<Month> TakeAsync(MonthsClient months, MonthRequest request) => Name switch
    {
        "submit" => await months.SubmitMonthAsync(request),
        "approve" => await months.ApproveMonthAsync(request),
        "release" => await months.ReleaseMonthAsync(request),
        _ => await months.ReopenMonthAsync(request),
    };
}
