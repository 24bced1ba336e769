using Indicators.National.Publication;
using Indicators.National.Sources;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Indicators.National.Pulls;

/// <summary>
/// Pulls from sources side by side, each in a scope of its own, so that one that is away or slow holds up no other. A pull that
/// was begun goes on when nobody waits for it any more; whoever asks for it meanwhile waits for the same one.
/// </summary>
public sealed partial class PullCoordinator(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<PullCoordinator> log)
{
    private readonly Dictionary<string, Task<int>> running = [];

    /// <returns>How many releases were new.</returns>
    public Task<int> PullAsync(Source source)
    {
        lock (running)
        {
            if (running.TryGetValue(source.Address, out var task) && !task.IsCompleted)
                return task;
            return running[source.Address] = Task.Run(() => PullInScopeAsync(source, lifetime.ApplicationStopping));
        }
    }

    /// <summary>Publishes what can be published by now.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity("publish national tables");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or DbUpdateException or TimeoutException)
        {
            LogNotPublished(e.Message);
        }
    }

    private async Task<int> PullInScopeAsync(Source source, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity("pull releases");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Puller>().PullAsync(source, cancellationToken);
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or DbUpdateException
                        or TimeoutException
                        or InvalidOperationException { InnerException: NpgsqlException }
            )
        {
            LogTrouble(source.Address, e.Message);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Releases of {Source} could not be kept; they will be with the next attempt: {Reason}")]
    private partial void LogTrouble(string source, string reason);

    [LoggerMessage(LogLevel.Warning, "National tables could not be published; they will be with the next attempt: {Reason}")]
    private partial void LogNotPublished(string reason);
}
