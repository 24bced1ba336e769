using System.Diagnostics;

namespace Sangam.AppHost;

internal static class Welcome
{
    /// <summary>Says on the console where the dashboard is while all else starts, and where the doors are once they are open.</summary>
    public static void SayWelcome(
        this IDistributedApplicationBuilder builder,
        Installation installation,
        IResourceBuilder<ProjectResource> gateway
    )
    {
        var started = Stopwatch.StartNew();
        builder.OnBeforeStart(
            (_, _) =>
            {
                Console.WriteLine($"Sangam is starting.{(builder.DashboardLink() is { } link ? $" The dashboard: {link}" : "")}");
                return Task.CompletedTask;
            }
        );
        gateway.OnResourceReady(
            (_, _, _) =>
            {
                if (!started.IsRunning)
                    return Task.CompletedTask; // a gateway that came back
                started.Stop();
                var web = gateway.GetEndpoint("http").Port;
                var grpc = gateway.GetEndpoint("grpc").Port;
                Console.WriteLine(
                    $"""

                    Sangam is up after {started.Elapsed.TotalSeconds:0} s.
                      {$"http://COLLECTIVE.{installation.Host}:{web}", -40} a collective's portal
                      {$"http://network.{installation.Host}:{web}", -40} the network's
                      {$"{installation.Host}:{grpc}", -40} gRPC
                    The data is in {installation.DataFolder}. Ctrl-C stops everything.

                    """
                );
                return Task.CompletedTask;
            }
        );
    }
}
