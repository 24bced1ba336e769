using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Indicators.National;

/// <summary>Pulls by itself, each source when its next attempt is due: a minute after the last one unless <c>National:PullEvery</c> says otherwise, later when it failed.</summary>
internal sealed class PullAgainAndAgain(IServiceScopeFactory scopes, Sources sources, Pulling pulling, TimeProvider clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sources.All.Select(s => FollowAsync(s, stoppingToken)));

    private async Task FollowAsync(Source source, CancellationToken stoppingToken)
    {
        var started = clock.GetUtcNow();
        try
        {
            while (true)
            {
                var wait = (await DueAsync(source, stoppingToken) ?? started + sources.Every) - clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait < sources.Every ? wait : sources.Every, clock, stoppingToken);
                    if (wait > sources.Every) continue;   // somebody may have asked for it meanwhile
                }
                await pulling.PullAsync(source);
                await pulling.PublishAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* we are to end */ }
    }

    /// <summary>When it is to be read again, as every replica knows; after a trouble with the database, the usual time from now.</summary>
    private async Task<DateTimeOffset?> DueAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<NationalDb>().Pulls.Where(p => p.Source == source.Address).Select(p => p.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException { InnerException: NpgsqlException }) { return clock.GetUtcNow() + sources.Every; }
    }
}
