using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Members;

/// <summary>
/// Follows what the keys database says about erasures: all of it before the service listens, because its own database may have been
/// restored from a backup in which an erased member still stands, or the process may have died in the middle of erasing her; then the
/// news, every hour.
/// </summary>
internal sealed partial class ErasureWatch(
    KeyStore keys,
    FollowErasures follow,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<ErasureWatch> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>A decision shows when its transaction ends, a moment after its time was taken.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private DateTimeOffset since = DateTimeOffset.UnixEpoch;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException)
            {
                LogTrouble(e.Message);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        foreach (var tenant in await keys.ErasuresAsync(since, cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(tenant.Key);
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await follow(scope.ServiceProvider, [.. tenant], cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        since = started - Overlap;
    }

    [LoggerMessage(LogLevel.Warning, "Erasures could not be followed and will be in an hour: {Reason}")]
    private partial void LogTrouble(string reason);
}
