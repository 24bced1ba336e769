using Grpc.Core;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.Import> GetImport(V1.GetImportRequest request, ServerCallContext context) =>
        (await FindAsync(request.Id, context.CancellationToken)).ToMessage();
}
