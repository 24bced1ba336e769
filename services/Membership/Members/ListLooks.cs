using System.Globalization;
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
        var looks = LooksAt(caller.RequiredMember);
        if (Page.After<string>(request.PageToken) is { } after)
        {
            var last = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
            looks = looks.Where(a => a.Id < last);
        }
        var (page, next) = Page.Cut(
            await looks.Take(size + 1).ToListAsync(context.CancellationToken),
            size,
            a => a.Id.ToString(CultureInfo.InvariantCulture)
        );
        return new() { Looks = { page.Select(Look) }, NextPageToken = next };
    }

    /// <summary>What the audit log notes about her record, the latest first, without what her own account did.</summary>
    private IQueryable<AuditEntry> LooksAt(Guid member)
    {
        var herself = caller.Member == member ? caller.Subject : "";
        return db.Set<AuditEntry>().AsNoTracking().Where(a => a.Subject == member && a.Actor != herself).OrderByDescending(a => a.Id);
    }

    private static V1.Look Look(AuditEntry entry) =>
        new()
        {
            At = entry.At.ToTimestamp(),
            Roles = { entry.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            Action = entry.Action,
        };
}
