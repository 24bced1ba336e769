using Grpc.Core;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <exception cref="Refusal"><c>no_sources</c>: this installation pulls from nowhere; <c>source_away</c>: one could not be read, the others were.</exception>
    [Needs(Permission.NationalPull)]
    public override async Task<NationalV1.PullReleasesResponse> PullReleases(NationalV1.PullReleasesRequest request, ServerCallContext context)
    {
        if (sources.Addresses.Count == 0) throw Refusal.NotNow("no_sources", "This installation does not pull releases.");
        var (found, away) = await puller.PullAsync(context.CancellationToken);
        if (away.Count > 0) throw Refusal.NotNow("source_away", "Not every collective's installation could be reached. What could be reached has been pulled.");
        return new() { NewReleases = found, PulledAt = await PulledAtAsync(context.CancellationToken) };
    }
}
