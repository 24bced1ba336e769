using Grpc.Core;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2),
        Answering = TimeSpan.FromSeconds(3);

    /// <remarks>What goes on when we answer goes on by itself: <see cref="ListSources"/> tells how far it is.</remarks>
    /// <exception cref="Refusal"><c>no_sources</c>: this installation pulls from nowhere.</exception>
    [Needs(Permission.NationalPull)]
    public override async Task<NationalV1.PullReleasesResponse> PullReleases(
        NationalV1.PullReleasesRequest request,
        ServerCallContext context
    )
    {
        if (sources.All.Count == 0)
            throw Refusal.NotNow("no_sources", "This installation does not pull releases.");
        var pulls = sources.All.Select(coordinator.PullAsync).ToList();
        var published = Task.WhenAll(pulls.Select(PublishAfterAsync));
        var wait = context.Deadline.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime - Answering;
        await Task.WhenAny(
            published,
            Task.Delay(
                wait < TimeSpan.Zero ? TimeSpan.Zero
                    : wait < LongestWait ? wait
                    : LongestWait,
                clock,
                context.CancellationToken
            )
        );
        if (published.IsFaulted)
            await published;
        return new()
        {
            NewReleases = (await Task.WhenAll(pulls.Where(p => p.IsCompletedSuccessfully))).Sum(),
            PulledAt = await PulledAtAsync(context.CancellationToken),
            Running = !published.IsCompleted,
            Sources = { await SourcesAsync(context.CancellationToken) },
        };
    }

    private async Task PublishAfterAsync(Task<int> pull)
    {
        await pull;
        await coordinator.PublishAsync(CancellationToken.None);
    }
}
