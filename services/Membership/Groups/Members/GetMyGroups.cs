using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.RecordOwn)]
    public override async Task<V1.GetMyGroupsResponse> GetMyGroups(V1.GetMyGroupsRequest request, ServerCallContext context)
    {
        var me = caller.RequiredMember;
        var groups = await db
            .Groups.AsNoTracking()
            .Include(g => g.Members.Where(m => m.MemberId == me))
                .ThenInclude(m => m.Offices)
            .Where(g => g.Members.Any(m => m.MemberId == me))
            .ToListAsync(context.CancellationToken);

        var mine = new List<V1.MyGroup>();
        foreach (var group in groups)
        {
            var latest = group.Members.MaxBy(m => m.JoinedOn)!;
            mine.Add(MyGroup(group, latest, await MyMeetingsAsync(group.Id, me, context.CancellationToken)));
        }
        return new()
        {
            Groups = { mine.OrderBy(g => g.LeftOn is not null).ThenBy(g => g.Name, StringComparer.InvariantCultureIgnoreCase) },
        };
    }

    /// <summary>The last meetings of the group in her times in it, the latest first.</summary>
    private Task<List<MyMeeting>> MyMeetingsAsync(Guid group, Guid me, CancellationToken cancellationToken) =>
        db
            .Meetings.AsNoTracking()
            .Where(m =>
                m.GroupId == group
                && db.GroupMembers.Any(t =>
                    t.GroupId == group && t.MemberId == me && t.JoinedOn <= m.MetOn && (t.LeftOn == null || t.LeftOn >= m.MetOn)
                )
            )
            .OrderByDescending(m => m.MetOn)
            .ThenByDescending(m => m.Id)
            .Take(LastMeetings)
            .Select(m => new MyMeeting(m.NextMeetingOn, m.Attended.Any(a => a.MemberId == me)))
            .ToListAsync(cancellationToken);

    private V1.MyGroup MyGroup(Group group, GroupMember latest, List<MyMeeting> held)
    {
        var today = clock.Today;
        return new()
        {
            GroupId = group.Id.ToString(),
            Name = group.Name,
            Kind = group.Kind,
            JoinedOn = latest.JoinedOn.ToMessage(),
            LeftOn = latest.LeftOn.ToMessage(),
            Titles = { latest.Offices.Where(o => o.From <= today && !(o.Until(latest) < today)).OrderBy(o => o.From).Select(o => o.Title) },
            Attended = held.Count(m => m.Came),
            Held = held.Count,
            NextMeetingOn =
                latest.IsIn(today) && held.FirstOrDefault()?.NextMeetingOn is { } next && next >= today ? next.ToMessage() : null,
        };
    }

    private sealed record MyMeeting(DateOnly? NextMeetingOn, bool Came);
}
