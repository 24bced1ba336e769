using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    private const int UsualLinks = 10,
        MostLinks = 20;

    /// <exception cref="Refusal"><c>out_of_range</c>, <c>bad_cursor</c>.</exception>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListChainResponse> ListChain(V1.ListChainRequest request, ServerCallContext context)
    {
        var after = After(request.PageToken);
        var now = clock.Now;
        var size = Page.Size(request.PageSize, UsualLinks, MostLinks);
        var cooling =
            await db.ReleasedMonths.Where(r => r.LocksAt > now).MinAsync(r => (long?)r.Position, context.CancellationToken)
            ?? long.MaxValue;
        var rows = await db
            .ReleasedMonths.AsNoTracking()
            .Where(r => r.Position > after && r.Position < cooling)
            .OrderBy(r => r.Position)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Links = { rows.Take(size).Select(r => LinkOf(r, whole: true)) },
            NextPageToken = rows.Count > size ? rows[size - 1].Position.ToString(CultureInfo.InvariantCulture) : "",
        };
    }

    /// <param name="whole">With the text that was signed and its signature.</param>
    private static V1.ChainLink LinkOf(ReleasedMonth row, bool whole, V1.ChainFlaw flaw = V1.ChainFlaw.Unspecified)
    {
        var release = CanonicalRelease.TryRead(row.Content) ?? new();
        return new()
        {
            Id = $"{row.Id}",
            Year = row.FirstDay.Year,
            Month = row.FirstDay.Month,
            Revision = row.Revision,
            Reason = release.Reason,
            ReleasedAt = release.ReleasedAt,
            LocksAt = row.LocksAt.ToTimestamp(),
            Canonical = whole ? row.Content : "",
            Digest = row.Digest,
            KeyId = row.KeyId,
            Signature = whole ? ByteString.CopyFrom(row.Signature) : ByteString.Empty,
            Flaw = flaw,
        };
    }
}
