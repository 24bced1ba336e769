using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Elections;

/// <summary>What somebody can do now in elections, as lines of a list: here and on the home page.</summary>
internal static class ElectionTasks
{
    internal sealed record Waiting(string Text, string Name, string Icon, string Href, string Until, bool Late);

    public static IReadOnlyList<Waiting> Of(ListElectionTasksResponse answer, IStringLocalizer words, Ids ids, DateOnly today) =>
        [
            .. answer.Tasks.Select(task =>
            {
                var (text, icon, page) = task.Kind switch
                {
                    ElectionTaskKind.Vote => ("Vote", "vote", "/vote"),
                    ElectionTaskKind.Stand => ("Stand for election", "user-plus", "/stand"),
                    ElectionTaskKind.OpenNominations => ("Open nominations", "user-plus", ""),
                    ElectionTaskKind.FreezeRoll => ("End nominations and fix the roll", "lock", ""),
                    ElectionTaskKind.OpenVoting => ("Open voting", "lock-open", ""),
                    ElectionTaskKind.CloseVoting => ("Close voting", "power", ""),
                    _ => ("Finish the count", "list-checks", ""),
                };
                var due = task.DueOn.ToDateOnly();
                return new Waiting(
                    words[text],
                    task.ElectionName,
                    icon,
                    $"/elections/{ids.Hide(task.ElectionId)}{page}",
                    words["until {0}", Format.Near(due, today, words)],
                    due < today
                );
            }),
        ];
}
