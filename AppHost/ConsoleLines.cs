using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sangam.AppHost;

/// <summary>
/// Shows on the console what a process has to say to the person who started it all. The rest is in the dashboard; <c>Console:Logs</c>
/// shows it here too.
/// </summary>
internal sealed partial class ConsoleLines(
    ResourceLoggerService logs,
    DistributedApplicationModel model,
    IConfiguration configuration,
    string spokesman
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = configuration.GetValue("Console:Logs", false);
        return Task.WhenAll(
            from resource in model.Resources
            where resource.Name == spokesman || (all && resource is ProjectResource or ExecutableResource)
            select ShowAsync(resource, stoppingToken)
        );
    }

    private async Task ShowAsync(IResource resource, CancellationToken stoppingToken)
    {
        // Before the spokesman's process has begun, its lines are the orchestrator's and not for the console.
        var speaks = resource.Name != spokesman;
        var name = speaks ? $"{resource.Name} | " : "";
        await foreach (var lines in logs.WatchAsync(resource).WithCancellation(stoppingToken))
        foreach (var line in lines.Select(l => WithoutTime(l.Content)))
        {
            if (speaks)
                Console.WriteLine(name + line);
            speaks |= line.StartsWith("[sys] Starting process", StringComparison.Ordinal);
        }
    }

    public static string WithoutTime(string line) => TimeStamp().Replace(line, "");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z? ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeStamp();
}

internal static class ConsoleLinesExtensions
{
    public static void ShowLinesOf(this IDistributedApplicationBuilder builder, string resource) =>
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<ConsoleLines>(services, resource));
}
