using Grpc.Core;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.RecordOwn)]
    public override Task<V1.Erasure> EraseOwnRecord(V1.EraseOwnRecordRequest request, ServerCallContext context) =>
        EraseAsync(caller.RequiredMember, "record.erase", context.CancellationToken);
}
