using Indicators.National.Sources;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Indicators.National.Pulls;

/// <summary>
/// Pulls by itself, each source when its next attempt is due: a minute after the last one unless <c>National:PullEvery</c> says
/// otherwise, later when it failed.
/// </summary>
internal sealed class PullSchedule(IServiceScopeFactory scopes, SourceOptions sources, PullCoordinator coordinator, TimeProvider clock)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sources.All.Select(s => FollowAsync(s, stoppingToken)));

    private async Task FollowAsync(Source source, CancellationToken stoppingToken)
    {
        try
        {
            for (var earliest = clock.GetUtcNow() + sources.Every; ; )
            {
                var due = await DueAsync(source, stoppingToken) is { } next && next > earliest ? next : earliest;
                var wait = due - clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait < sources.Every ? wait : sources.Every, clock, stoppingToken);
                if (wait > sources.Every)
                    continue; // somebody may have asked for it meanwhile
                await coordinator.PullAsync(source);
                await coordinator.PublishAsync(stoppingToken);
                earliest = clock.GetUtcNow() + sources.Every;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        { /* we are to end */
        }
    }

    /// <summary>When it is to be read again, as every replica knows; null when nobody knows.</summary>
    private async Task<DateTimeOffset?> DueAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope
                .ServiceProvider.GetRequiredService<NationalDb>()
                .Pulls.Where(p => p.Source == source.Address)
                .Select(p => p.NextAttemptAt)
                .FirstOrDefaultAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException { InnerException: NpgsqlException })
        {
            return null;
        }
    }
}
