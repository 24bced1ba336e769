using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override async Task<V1.Meeting> GetMeeting(V1.GetMeetingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Attended).FirstOrDefaultAsync(m => m.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        return meeting.ToMessage(meeting.Minute is null ? "" : Encoding.UTF8.GetString(await vault.OpenForTenantAsync(meeting.Minute, context.CancellationToken)));
    }
}
