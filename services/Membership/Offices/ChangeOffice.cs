using Grpc.Core;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesManage)]
    public override async Task<V1.Office> ChangeOffice(V1.ChangeOfficeRequest request, ServerCallContext context)
    {
        var office = await FindAsync(request.Id, context.CancellationToken);
        if (Input.Required(request.Etag, "etag", 20) != office.Etag)
            throw Refusal.Changed();
        office.Become(OfficeTraits.Of(request), clock.Today);
        await RequireFreeNameAsync(office.Name, office.Id, context.CancellationToken);

        db.Audit("offices.change", office.Id);
        db.PublishOffice(office);
        await db.SaveChangesAsync(context.CancellationToken);

        return office.ToMessage(clock.Today);
    }
}
