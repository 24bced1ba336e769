using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sangam.AppHost;

/// <summary>
/// Starts again what crashed, after a pause that doubles each time and is short again once it has been healthy for a minute. What ended
/// well, like a migration, and what somebody stopped in the dashboard stays as it is. It tells on the console what happens, but only once
/// about what cannot start.
/// </summary>
internal sealed class Supervisor(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService logs,
    DistributedApplicationModel model,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1),
        LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2),
        Recovered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3); // its log may come a little after its end
    private const int LongestReason = 200;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            from resource in model.Resources
            where resource is ProjectResource or ExecutableResource && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>()
            select SuperviseAsync(resource, stoppingToken)
        );

    private async Task SuperviseAsync(IResource resource, CancellationToken stoppingToken)
    {
        var isStopping = false;
        CustomResourceSnapshot? crash = null;
        for (var failures = 0; ; failures++)
        {
            var crashing = notifications.WaitForResourceAsync(resource.Name, e => HasCrashed(e.Snapshot), stoppingToken);
            var cameUp = await ComesUpAsync(resource, crashing, stoppingToken);
            if (cameUp && failures > 0)
                Tell($"{resource.Name} is back.");
            var since = clock.GetTimestamp();
            var crashed = await crashing;
            if (cameUp && clock.GetElapsedTime(since) > Recovered)
                failures = 0;

            crash = crashed.Snapshot;
            var pause = failures < 6 ? FirstPause * (1 << failures) : LongestPause;
            var reason = await ReasonAsync(crashed, stoppingToken);
            if (cameUp)
                Tell($"{resource.Name} crashed ({reason}) and is started again in {pause.TotalSeconds:0} s.");
            else if (failures == 0)
                Tell($"{resource.Name} does not start ({reason}). The rest stays up; it is tried again, less and less often.");

            await Task.Delay(pause, clock, stoppingToken);
            // Somebody may have started it in the dashboard meanwhile.
            if (notifications.TryGetCurrentState(crashed.ResourceId, out var now) && HasEnded(now.Snapshot))
                await commands.ExecuteCommandAsync(crashed.ResourceId, KnownResourceCommands.StartCommand, stoppingToken);
        }

        bool HasCrashed(CustomResourceSnapshot s)
        {
            if (!HasEnded(s))
            {
                isStopping = s.State?.Text == KnownResourceStates.Stopping;
                return false;
            }
            // News about a crash that was dealt with may come after the new start.
            return !isStopping && s.ExitCode != 0 && s != crash && (s.StopTimeStamp is null || s.StopTimeStamp != crash?.StopTimeStamp);
        }

        void Tell(string sentence)
        {
            Console.WriteLine(sentence);
            logs.GetLogger(resource).LogWarning("{Sentence}", sentence);
        }
    }

    /// <summary>Whether it gets healthy and stays so for a moment; what has no health check counts as healthy when it runs.</summary>
    private async Task<bool> ComesUpAsync(IResource resource, Task crashing, CancellationToken stoppingToken)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var settling = SettleAsync(decided.Token);
        var first = await Task.WhenAny(settling, crashing);
        await decided.CancelAsync();
        return first == settling && settling.IsCompletedSuccessfully;

        async Task SettleAsync(CancellationToken token)
        {
            await notifications.WaitForResourceAsync(resource.Name, e => IsHealthy(e.Snapshot), token);
            await Task.Delay(Settled, clock, token);
        }
    }

    private static bool IsHealthy(CustomResourceSnapshot s) =>
        s.State?.Text == KnownResourceStates.Running && s.HealthStatus == HealthStatus.Healthy;

    private static bool HasEnded(CustomResourceSnapshot s) => KnownResourceStates.TerminalStates.Contains(s.State?.Text);

    /// <summary>What .NET said about the exception that ended it, or else its last line; who was killed has nothing to say.</summary>
    private async Task<string> ReasonAsync(ResourceEvent crashed, CancellationToken stoppingToken)
    {
        const int signals = 128;
        var said = "";
        for (var since = clock.GetTimestamp(); said == "" && clock.GetElapsedTime(since) < LastWords; await Task.Delay(100, stoppingToken))
            said = await LastLineAsync(crashed.ResourceId, onlyExceptions: crashed.Snapshot.ExitCode is < 0 or > signals);
        if (said.Length > LongestReason)
            said = $"{said[..LongestReason]}…";
        return said != "" ? said
            : crashed.Snapshot.ExitCode is > 0 and <= signals and var code ? $"exit code {code}"
            : "killed";
    }

    /// <summary>Of what the process itself said in its latest life.</summary>
    private async Task<string> LastLineAsync(string resourceId, bool onlyExceptions)
    {
        const string unhandled = "Unhandled exception. ";
        var log = new List<string>();
        await foreach (var lines in logs.GetAllAsync(resourceId))
            log.AddRange(lines.Select(line => line.Content));
        log.Sort(StringComparer.Ordinal); // by time: what the process said and what was said about it come one after the other

        var last = "";
        var exception = "";
        foreach (var line in log.Select(l => ConsoleLines.WithoutTime(l).Trim()))
        {
            if (line.StartsWith("[sys] Starting process", StringComparison.Ordinal))
            {
                last = "";
                exception = "";
            }
            else if (line.StartsWith(unhandled, StringComparison.Ordinal))
                exception = line[unhandled.Length..];
            else if (!line.StartsWith("[sys]", StringComparison.Ordinal))
                last = line;
        }
        return exception != "" || onlyExceptions ? exception : last;
    }
}
