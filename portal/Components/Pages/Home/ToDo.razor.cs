using Grpc.Core;
using Portal.Components.Pages.Elections;
using Portal.Figures;
using Portal.Wording;
using Sangam.Livelihood.V1;
using Sangam.Security;

namespace Portal.Components.Pages.Home;

public partial class ToDo
{
    private const int Shown = 6;

    private sealed record Waiting(string Text, string Href, string Icon, string? Hint = null, string? Count = null, bool Late = false);

    private readonly List<Waiting> tasks = [];
    private bool away;

    protected override async Task OnInitializedAsync()
    {
        await Task.WhenAll(
            Session.May(Permission.ApplicationsRead) ? OrAwayAsync(LookAtApplicationsAsync) : Task.CompletedTask,
            Session.May(Permission.MeetingsRecord) ? OrAwayAsync(LookAtMeetingsAsync) : Task.CompletedTask,
            Session.May(Permission.DecisionsRead) ? OrAwayAsync(LookAtDecisionsAsync) : Task.CompletedTask,
            Session.May(Permission.FiguresRead) ? OrAwayAsync(LookAtMonthsAsync) : Task.CompletedTask,
            Session.May(Permission.OfficesManage) ? OrAwayAsync(LookAtOfficesAsync) : Task.CompletedTask,
            Session.May(Permission.FundsApprove) && Session.MemberId != "" ? OrAwayAsync(LookAtFundsAsync) : Task.CompletedTask,
            Session.May(Permission.ElectionsRead) ? OrAwayAsync(LookAtElectionsAsync) : Task.CompletedTask
        );
        tasks.Sort((one, other) => other.Late.CompareTo(one.Late));
    }

    private async Task OrAwayAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (RpcException call) when (call.MayPass)
        {
            away = true;
        }
    }

    private async Task LookAtApplicationsAsync()
    {
        var open = (await Applications.ListApplicationsAsync(new() { Stage = Stage.Filed, PageSize = 200 })).Applications;
        var due = open.Where(application => application.DueOn is not null)
            .Select(application => application.DueOn.ToDateOnly().DayNumber - Today.DayNumber)
            .ToList();
        var late = due.Count(days => days < 0);
        var soon = due.Count(days => days is >= 0 and <= 7);
        if (late > 0)
            tasks.Add(
                new(
                    L["Late answers to applications"],
                    "/applications",
                    "file-text",
                    L["Ask the office, or appeal"],
                    Format.Number(late),
                    Late: true
                )
            );
        if (soon > 0)
            tasks.Add(new(L["Answers due in the next 7 days"], "/applications", "file-text", Count: Format.Number(soon)));
    }

    private async Task LookAtMeetingsAsync()
    {
        var owed = (await Groups.ListOwedMeetingsAsync(new() { PageSize = 1 })).Total;
        if (owed > 0)
            tasks.Add(new(L["Meetings that still owe something"], "/groups/owed", "notebook-pen", Count: Format.Number(owed)));
    }

    private async Task LookAtDecisionsAsync()
    {
        var waiting = await Resolutions.GetRemindersAsync(new());
        Add(
            waiting.MineOverdue,
            L["You follow this up, and it is overdue"],
            "/decisions/resolutions?filter=Mine",
            "list-checks",
            late: true
        );
        Add(waiting.AllOverdue, L["Resolutions that are overdue"], "/decisions/resolutions?filter=Overdue", "list-checks", late: true);
        Add(waiting.VotesWaiting, L["Waiting for your vote"], "/decisions", "vote");
        Add(waiting.MineDueSoon, L["You follow this up, due in the next 7 days"], "/decisions/resolutions?filter=Mine", "list-checks");
        Add(waiting.ToCount, L["Votes to be counted"], "/decisions", "vote");
        Add(waiting.ToOpen, L["Proposals to be decided"], "/decisions", "gavel");
        Add(
            waiting.WithoutOwnerOrDue,
            L["Resolutions nobody follows up, or without a day"],
            "/decisions/resolutions?filter=Open",
            "list-checks"
        );

        void Add(int count, string text, string href, string icon, bool late = false)
        {
            if (count > 0)
                tasks.Add(new(text, href, icon, Count: Format.Number(count), Late: late));
        }
    }

    private async Task LookAtOfficesAsync()
    {
        var test = await Offices.GetCommunityTestAsync(new());
        if (test.Warnings.Count > 0)
            tasks.Add(
                new(
                    L["What could change who leads"],
                    "/offices/test",
                    "shield-check",
                    Count: Format.Number(test.Warnings.Count),
                    Late: test.Verdict == Sangam.Membership.V1.Verdict.NotLed
                )
            );
    }

    private async Task LookAtFundsAsync()
    {
        var vouchers = (await Funds.ListWaitingVouchersAsync(new() { MineToApprove = true })).Vouchers.Count;
        if (vouchers > 0)
            tasks.Add(new(L["Vouchers waiting for your approval"], "/funds/waiting", "stamp", Count: Format.Number(vouchers)));
    }

    private async Task LookAtElectionsAsync()
    {
        foreach (var task in ElectionTasks.Of(await Elections.ListElectionTasksAsync(new()), Ids, Today))
            tasks.Add(new(task.Text, task.Href, task.Icon, task.Name, task.Until, task.Late));
    }

    private async Task LookAtMonthsAsync()
    {
        foreach (var month in (await Months.ListMonthsAsync(new())).Months.Reverse())
        {
            if (MonthStep.Next(month, Today, Session.AccountId) is { } step && Session.May(step.Permission))
                tasks.Add(
                    new(
                        $"{step.Task}: {Format.Month(month.Year, month.Month_)}",
                        $"/months/{PeriodName.OfMonth(month.Year, month.Month_)}",
                        step.Icon
                    )
                );
        }
    }
}
