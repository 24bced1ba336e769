using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.RecordOwn)]
    public override async Task<V1.ListLooksResponse> ListLooks(V1.ListLooksRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (page, next) = await LooksAt(caller.RequiredMember)
            .PageAsync(a => ValueTuple.Create(a.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Looks = { page.Select(Look) }, NextPageToken = next };
    }

    /// <summary>What the audit log notes about her record, without what her own account did.</summary>
    private IQueryable<AuditEntry> LooksAt(Guid member)
    {
        var herself = caller.Member == member ? caller.Subject : "";
        return db.Set<AuditEntry>().AsNoTracking().Where(a => a.Subject == member && a.Actor != herself);
    }

    private static V1.Look Look(AuditEntry entry) =>
        new()
        {
            At = entry.At.ToTimestamp(),
            Roles = { entry.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            Action = entry.Action,
        };
}
