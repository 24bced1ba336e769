using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    private const int LastMeetings = 12;

    [Needs(Permission.GroupsRead)]
    public override async Task<V1.GroupAttendance> GetGroupAttendance(V1.GetGroupAttendanceRequest request, ServerCallContext context)
    {
        var count = request.Meetings == 0 ? LastMeetings : Input.Between(request.Meetings, 1, 60, "meetings");
        var group = await FindAsync(Input.Id(request.GroupId), context.CancellationToken);
        var held = db.Meetings.AsNoTracking().Include(m => m.Attended).Where(m => m.GroupId == group.Id);
        var latest = await LatestAsync(held, count, "", context.CancellationToken);
        var last = latest.Rows.Reverse().ToList();
        var came = last.Select(m => m.Meeting.Attended.Select(a => a.MemberId).ToHashSet()).ToList();

        return new()
        {
            Meetings = { last.Select(m => m.ToMessage()) },
            Members =
            {
                group
                    .Members.Select(m => m.Member)
                    .Distinct()
                    .OrderBy(m => m.KnownAs, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(m => m.Number, StringComparer.Ordinal)
                    .Select(member =>
                        Row(
                            member,
                            [
                                .. last.Select(
                                    (m, i) =>
                                        came[i].Contains(member.Id) ? V1.AttendanceMark.Came
                                        : group.Has(member.Id, m.Meeting.MetOn) ? V1.AttendanceMark.Absent
                                        : V1.AttendanceMark.NotInGroup
                                ),
                            ]
                        )
                    )
                    .Where(row => row.Held > 0),
            },
        };
    }

    private static V1.MemberAttendance Row(Members.Member member, V1.AttendanceMark[] marks) =>
        new()
        {
            MemberId = member.Id.ToString(),
            KnownAs = member.KnownAs,
            Number = member.Number,
            Marks = { marks },
            Attended = marks.Count(m => m == V1.AttendanceMark.Came),
            Held = marks.Count(m => m != V1.AttendanceMark.NotInGroup),
        };
}
