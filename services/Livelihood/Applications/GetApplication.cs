using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Livelihood.Applications;

public sealed partial class ApplicationsService
{
    [Needs(Permission.ApplicationsRead)]
    public override async Task<V1.Application> GetApplication(V1.GetApplicationRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var application =
            await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        return application.ToMessage();
    }
}
