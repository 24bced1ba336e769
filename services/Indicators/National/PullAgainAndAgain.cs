using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Indicators.National;

/// <summary>Pulls by itself, every minute unless <c>National:PullEvery</c> says otherwise.</summary>
internal sealed partial class PullAgainAndAgain(IServiceScopeFactory scopes, Sources sources, TimeProvider clock, ILogger<PullAgainAndAgain> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (sources.Addresses.Count == 0) return;
        using var timer = new PeriodicTimer(sources.Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Puller>().PullAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or TimeoutException) { LogTrouble(e.Message); }
    }

    [LoggerMessage(LogLevel.Warning, "Releases could not be pulled; they will be with the next attempt: {Reason}")]
    private partial void LogTrouble(string reason);
}
