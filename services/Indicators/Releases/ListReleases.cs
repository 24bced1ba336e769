using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    private const int UsualPage = 100, LargestPage = 500;

    /// <remarks>
    /// The only place that says <c>app.plane = network</c>, for its own transaction and for a caller who belongs to no collective; the
    /// shelf's second policy lets it read released months of all of them, and no other table has such a policy.
    /// </remarks>
    /// <exception cref="Refusal"><c>network_only</c>, <c>bad_cursor</c>, <c>out_of_range</c>.</exception>
    [Needs(Permission.ReleasesPull)]
    public override async Task<V1.ListReleasesResponse> ListReleases(V1.ListReleasesRequest request, ServerCallContext context)
    {
        if (tenant.IdOrNone is not null) throw Refusal.NotAllowed("network_only", "This is for the network's own programs.");
        var after = After(request.Cursor);
        var size = Page.Size(request.PageSize, UsualPage, LargestPage);

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        await db.Database.ExecuteSqlAsync($"select set_config('app.plane', 'network', true)", context.CancellationToken);
        var rows = await db.ReleasedMonths.AsNoTracking().Where(r => r.Position > after).OrderBy(r => r.Position).Take(size + 1).ToListAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);

        var page = rows.Take(size).ToList();
        return new()
        {
            Releases = { page.Select(r => r.ToMessage()) },
            NextCursor = (page.Count == 0 ? after : page[^1].Position).ToString(CultureInfo.InvariantCulture),
            More = rows.Count > size,
        };
    }

    private static long After(string cursor) => cursor.Length == 0 ? 0
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw Refusal.Invalid("cursor", "bad_cursor", "This cursor is not one of ours. Start from the beginning.");
}
