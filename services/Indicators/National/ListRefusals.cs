using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <exception cref="Refusal"><c>out_of_range</c>, <c>bad_page_token</c>.</exception>
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.ListRefusalsResponse> ListRefusals(
        NationalV1.ListRefusalsRequest request,
        ServerCallContext context
    )
    {
        var size = Page.Size(request.PageSize);
        var skip =
            request.PageToken.Length == 0 ? 0
            : int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token
            : throw Refusal.Invalid("page_token", "bad_page_token", "This page token is not one of ours. Start from the beginning.");
        var rows = await db
            .RefusedReleases.AsNoTracking()
            .OrderByDescending(r => r.At)
            .ThenBy(r => r.Collective)
            .ThenBy(r => r.Month)
            .ThenBy(r => r.Revision)
            .ThenBy(r => r.Flaw)
            .Skip(skip)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Refusals =
            {
                rows.Take(size)
                    .Select(r => new NationalV1.RefusedRelease
                    {
                        Collective = r.Collective,
                        Year = r.Month?.Year ?? 0,
                        Month = r.Month?.Month ?? 0,
                        Revision = r.Revision,
                        Flaw = r.Flaw,
                        FirstAt = r.FirstAt.ToTimestamp(),
                        At = r.At.ToTimestamp(),
                    }),
            },
            NextPageToken = rows.Count > size ? (skip + size).ToString(CultureInfo.InvariantCulture) : "",
        };
    }
}
