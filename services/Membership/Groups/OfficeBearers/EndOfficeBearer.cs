using Grpc.Core;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> EndOfficeBearer(V1.EndOfficeBearerRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var bearerId = Input.Id(request.Id, "id");
        var day = Dates.PastOrToday(request.To, "to", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var group = await HoldAsync(id, context.CancellationToken);
        var time = group.Members.SingleOrDefault(m => m.Offices.Any(o => o.Id == bearerId)) ?? throw Refusal.Missing();
        var office = time.Offices.Single(o => o.Id == bearerId);
        if (request.ByMistake)
        {
            time.Offices.Remove(office);
            db.Remove(office);
        }
        else
        {
            if (day < office.From)
                throw Refusal.Invalid("to", "before_start", "She had not begun by that day.");
            office.To = day;
        }

        db.Audit("groups.end_office_bearer", time.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
