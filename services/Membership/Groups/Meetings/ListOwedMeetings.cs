using System.Linq.Expressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override async Task<V1.ListOwedMeetingsResponse> ListOwedMeetings(V1.ListOwedMeetingsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        Guid? group = request.GroupId.Length == 0 ? null : Input.Id(request.GroupId);
        var owing = db.Meetings.AsNoTracking().Where(m => group == null || m.GroupId == group).Where(OwesAnything);

        var (meetings, next) = await LatestAsync(owing, size, request.PageToken, context.CancellationToken);
        var ids = meetings.Select(m => m.Meeting.GroupId).Distinct().ToList();
        var names = await db.Groups.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.Name, context.CancellationToken);
        var response = new V1.ListOwedMeetingsResponse { NextPageToken = next, Total = await owing.CountAsync(context.CancellationToken) };
        foreach (var meeting in meetings)
        {
            var message = meeting.ToMessage();
            message.GroupName = names[meeting.Meeting.GroupId];
            response.Meetings.Add(message);
        }
        return response;
    }

    private Expression<Func<Meeting, bool>> OwesAnything =>
        m =>
            m.MinuteVersion == 0
            || (
                m.Attendance < m.QuorumNeeded
                && db.Groups.Any(g => g.Id == m.GroupId && g.ClosedOn == null)
                && !db.Meetings.Any(later => later.GroupId == m.GroupId && later.MetOn > m.MetOn && later.Attendance >= later.QuorumNeeded)
            )
            || db.Resolutions.Any(r =>
                r.MeetingId == m.Id
                && r.Stage == V1.ResolutionStage.Open
                && ((r.OwnerMemberId == null && r.OwnerOfficeId == null) || r.DueOn == null)
            );

    /// <summary>Each of them with what it owes, as <see cref="OwesAnything"/> has it; one that was withdrawn owes nothing.</summary>
    private IQueryable<Owing> OwingOf(IQueryable<Meeting> meetings) =>
        meetings.Select(m => new Owing
        {
            Meeting = m,
            Minute = m.MinuteVersion == 0 && m.WithdrawnOn == null,
            Quorum =
                m.Attendance < m.QuorumNeeded
                && m.WithdrawnOn == null
                && db.Groups.Any(g => g.Id == m.GroupId && g.ClosedOn == null)
                && !db.Meetings.Any(later =>
                    later.WithdrawnOn == null
                    && later.GroupId == m.GroupId
                    && later.MetOn > m.MetOn
                    && later.Attendance >= later.QuorumNeeded
                ),
            Owner = db.Resolutions.Any(r =>
                r.MeetingId == m.Id && r.Stage == V1.ResolutionStage.Open && r.OwnerMemberId == null && r.OwnerOfficeId == null
            ),
            Due = db.Resolutions.Any(r => r.MeetingId == m.Id && r.Stage == V1.ResolutionStage.Open && r.DueOn == null),
        });
}
