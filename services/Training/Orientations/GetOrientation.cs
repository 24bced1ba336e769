using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Training.Orientations;

public sealed partial class OrientationsService
{
    [Needs(Permission.OrientationsRead)]
    public override async Task<V1.Orientation> GetOrientation(V1.GetOrientationRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var orientation =
            await db.Orientations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        return orientation.ToMessage();
    }
}
