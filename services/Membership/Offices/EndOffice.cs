using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesManage)]
    public override async Task<V1.Office> EndOffice(V1.EndOfficeRequest request, ServerCallContext context)
    {
        var office = await FindAsync(request.Id, context.CancellationToken);
        var ended = office.End(Dates.PastOrToday(request.EndedOn, "ended_on", clock.Today));

        db.Audit("offices.end", office.Id);
        foreach (var term in ended)
            db.Publish(new TermEnded(term.Id, term.EndedOn!.Value));
        db.PublishOffice(office);
        await db.SaveChangesAsync(context.CancellationToken);

        return office.ToMessage(clock.Today);
    }
}
