using Npgsql;
using Sangam.Security;

namespace Membership.Members;

/// <summary>
/// Destroys the keys of those whose retention has ended, at every start and once a day. What was sealed for them cannot be read
/// from then on, in no service and no backup; the services remove what is left of it as they learn of it.
/// </summary>
internal sealed partial class RetainErased(KeyStore keys, Retention retention, TimeProvider clock, ILogger<RetainErased> log)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await DestroyAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await DestroyAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogTrouble(e.Message);
            }
        }
    }

    private async Task DestroyAsync(CancellationToken cancellationToken)
    {
        var until = clock.Today.AddDays(-retention.Days);
        var ended = 0L;
        foreach (var tenant in await keys.ErasuresAsync(DateTimeOffset.UnixEpoch, cancellationToken))
            if (tenant.Any(e => e.ErasedOn <= until && !e.Destroyed))
                ended += await keys.DestroyAsync(tenant.Key, until, cancellationToken);
        if (ended > 0)
            LogEnded(ended);
    }

    [LoggerMessage(LogLevel.Information, "The retention of {Count} erased members has ended; their keys are destroyed.")]
    private partial void LogEnded(long count);

    [LoggerMessage(LogLevel.Warning, "No key could be destroyed; that is tried again tomorrow: {Reason}")]
    private partial void LogTrouble(string reason);
}

internal static class RetentionSetup
{
    /// <summary>Comes before the database, so that at a start the services' own clearing up finds what has just ended.</summary>
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Retention.From(builder.Configuration));
        builder.Services.AddHostedService<RetainErased>();
    }
}
