using Portal.Access;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Elections;

/// <summary>What somebody can do now in elections, as lines of a list: here and on the home page.</summary>
internal static class ElectionTasks
{
    private static Words Own => Words.Of(typeof(ElectionTasks));

    internal sealed record Waiting(string Text, string Name, string Icon, string Href, string Until, bool Late);

    public static IReadOnlyList<Waiting> Of(ListElectionTasksResponse answer, Ids ids, DateOnly today) =>
        [
            .. answer.Tasks.Select(task =>
            {
                var (text, icon, page) = task.Kind switch
                {
                    ElectionTaskKind.Vote => (Own["Vote"].Value, "vote", "/vote"),
                    ElectionTaskKind.Stand => (Own["Stand for election"].Value, "user-plus", "/stand"),
                    ElectionTaskKind.OpenNominations => (Own["Open nominations"].Value, "user-plus", ""),
                    ElectionTaskKind.FreezeRoll => (Own["End nominations and fix the roll"].Value, "lock", ""),
                    ElectionTaskKind.OpenVoting => (Own["Open voting"].Value, "lock-open", ""),
                    ElectionTaskKind.CloseVoting => (Own["Close voting"].Value, "power", ""),
                    _ => (Own["Finish the count"].Value, "list-checks", ""),
                };
                var due = task.DueOn.ToDateOnly();
                return new Waiting(
                    text,
                    task.ElectionName,
                    icon,
                    $"/elections/{ids.Hide(task.ElectionId)}{page}",
                    Own["until {0}", Format.Near(due, today)],
                    due < today
                );
            }),
        ];
}
