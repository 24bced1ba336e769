using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    private const int UsualPage = 100,
        LargestPage = 500;

    /// <summary>
    /// Only what is locked. What can still be taken back holds up what was released after it, so that a reader who goes on from
    /// its cursor misses nothing.
    /// </summary>
    /// <exception cref="Refusal"><c>network_only</c>, <c>bad_cursor</c>, <c>out_of_range</c>.</exception>
    [Needs(Permission.ReleasesPull)]
    public override async Task<V1.ListReleasesResponse> ListReleases(V1.ListReleasesRequest request, ServerCallContext context)
    {
        var after = After(request.Cursor);
        var size = Page.Size(request.PageSize, UsualPage, LargestPage);
        var now = clock.Now;

        await using var transaction = await EnterPlaneAsync(context.CancellationToken);
        var cooling =
            await db.ReleasedMonths.Where(r => r.LocksAt > now).MinAsync(r => (long?)r.Position, context.CancellationToken)
            ?? long.MaxValue;
        var rows = await db
            .ReleasedMonths.AsNoTracking()
            .Where(r => r.Position > after && r.Position < cooling)
            .OrderBy(r => r.Position)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);

        var page = rows.Take(size).ToList();
        return new()
        {
            Releases = { page.Select(r => r.ToMessage()) },
            NextCursor = (page.Count == 0 ? after : page[^1].Position).ToString(CultureInfo.InvariantCulture),
            More = rows.Count > size,
        };
    }

    private static long After(string cursor) =>
        cursor.Length == 0 ? 0
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw Refusal.Invalid("cursor", "bad_cursor", "This cursor is not one of ours. Start from the beginning.");
}
