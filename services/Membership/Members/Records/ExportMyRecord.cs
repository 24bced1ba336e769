using Grpc.Core;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.RecordOwn)]
    public override Task<V1.MemberExport> ExportMyRecord(V1.ExportMyRecordRequest request, ServerCallContext context) =>
        ExportAsync(caller.RequiredMember, context.CancellationToken);
}
