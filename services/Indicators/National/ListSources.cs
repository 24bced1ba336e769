using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.ListSourcesResponse> ListSources(
        NationalV1.ListSourcesRequest request,
        ServerCallContext context
    ) => new() { Sources = { await SourcesAsync(context.CancellationToken) } };

    /// <summary>In the order of the configuration.</summary>
    private async Task<IEnumerable<NationalV1.Source>> SourcesAsync(CancellationToken cancellationToken)
    {
        var pulls = await db
            .Pulls.AsNoTracking()
            .Where(p => sources.Addresses.Contains(p.Source))
            .Select(p => new { Pull = p, Collectives = db.Collectives.Count(c => c.Source == p.Source) })
            .ToDictionaryAsync(p => p.Pull.Source, cancellationToken);
        return sources.All.Select(source =>
        {
            var (pull, collectives) = pulls.TryGetValue(source.Address, out var found)
                ? (found.Pull, found.Collectives)
                : (new() { Source = source.Address }, 0);
            return new NationalV1.Source
            {
                Address = source.Address,
                OwnIssuer = source.Authority is not null,
                PulledAt = pull.PulledAt?.ToTimestamp(),
                AttemptedAt = pull.AttemptedAt?.ToTimestamp(),
                NextAttemptAt = pull.NextAttemptAt?.ToTimestamp(),
                Error = pull.Error,
                Failures = pull.Failures,
                ReleasesRead = pull.ReleasesRead,
                Running = pull.RunningSince > clock.Now - sources.Patience,
                Collectives = collectives,
            };
        });
    }
}
