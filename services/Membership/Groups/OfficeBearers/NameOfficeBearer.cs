using Grpc.Core;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsManage)]
    public override async Task<V1.Group> NameOfficeBearer(V1.NameOfficeBearerRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var memberId = Input.Id(request.MemberId, "member_id");
        var title = Input.Required(request.Title, "title", OfficeBearer.LongestTitle);
        var from = Dates.PastOrToday(request.From, "from", clock.Today);
        var to = Dates.Optional(request.To, "to");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync([memberId], context.CancellationToken);
        var group = await HoldAsync(id, context.CancellationToken);
        group.Appoint(memberId, title, from, to);

        db.Audit("groups.name_office_bearer", memberId);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return group.ToMessage();
    }
}
