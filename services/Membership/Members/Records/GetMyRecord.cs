using Grpc.Core;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.RecordOwn)]
    public override async Task<V1.MemberRecord> GetMyRecord(V1.GetMyRecordRequest request, ServerCallContext context) =>
        await WholeAsync(caller.RequiredMember, context.CancellationToken);

    /// <summary>The whole record with everything that is private.</summary>
    private async Task<V1.MemberRecord> WholeAsync(Guid id, CancellationToken cancellationToken)
    {
        var member = await ReadAsync(id, cancellationToken);
        var record = await RecordAsync(member, cancellationToken);
        await ShowPrivateAsync(member, record, cancellationToken);
        return record;
    }
}
