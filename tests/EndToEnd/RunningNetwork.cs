using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace EndToEnd.Tests;

/// <summary>
/// The whole stack, started once by its own app host on a data folder of its own. The demo collectives are entered through the gateway, and
/// while that goes on every service is killed with <c>kill -9</c> and comes back as another process; a demo that ends before the last of
/// them was killed fails the tests.
/// </summary>
public sealed class RunningNetwork : IAsyncLifetime
{
    private static readonly string[] Services = ["identity", "membership", "training", "livelihood", "protection", "indicators"];
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(2);
    private readonly string data = Directory.CreateDirectory($"/var/tmp/sangam-end-to-end-{Guid.NewGuid():n}").FullName;
    private IDistributedApplicationTestingBuilder builder = null!; // disposing it disposes the application

    public DistributedApplication App { get; private set; } = null!;

    /// <summary>The port of the gateway's web door; a portal is <c>http://vimukthi.localhost:{port}</c>.</summary>
    public int WebPort { get; private set; }

    /// <summary>The password of the demo's sign-ins.</summary>
    public string Password { get; } = $"{Guid.NewGuid()}";

    /// <summary>What the demo printed at its first run.</summary>
    public string DemoOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        string[] arguments =
        [
            $"--Data:Folder={data}",
            "--Demo:Enabled=false",
            $"--Ports:Web={TestPostgres.FreePort()}",
            $"--Ports:Grpc={TestPostgres.FreePort()}",
        ];
        builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments, patience.Token);
        App = await builder.BuildAsync(patience.Token);
        await App.StartAsync(patience.Token);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);
        WebPort = App.GetEndpoint("gateway", "http").Port;

        var demo = RunDemoAsync();
        var killed = new Dictionary<string, int>();
        foreach (var service in Services)
        {
            await Task.WhenAny(demo, Task.Delay(BetweenKills, patience.Token));
            if (demo.IsFaulted)
                await demo; // says why
            killed[service] = await ProcessOfAsync(service, _ => true, patience.Token);
            Process.GetProcessById(killed[service]).Kill();
            Assert.False(demo.IsCompleted, $"The demo was over before {service} was killed.");
        }
        foreach (var (service, process) in killed)
        {
            await ProcessOfAsync(service, now => now != process, patience.Token);
            await App.ResourceNotifications.WaitForResourceHealthyAsync(service, patience.Token);
        }
        DemoOutput = await demo;
    }

    public string Portal(string collective) => $"http://{collective}.localhost:{WebPort}";

    /// <summary>Enters the demo collectives from outside, as the client that <c>./run.sh</c> starts does.</summary>
    /// <returns>What it printed; it fails the test if the client fails.</returns>
    public async Task<string> RunDemoAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["Demo__Gateway"] = App.GetEndpoint("gateway", "grpc").ToString(),
            ["Demo__Web"] = App.GetEndpoint("gateway", "http").ToString(),
            ["Demo__OperatorSecret"] = await SecretAsync("operator-secret"),
            ["Demo__Password"] = Password,
            ["Demo__Again"] = "true", // also where everything was entered before
        };
        return await ServiceProcess.RunAsync(Repository.Built("Demo", "demo"), settings);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await builder.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task<string> SecretAsync(string name) => await File.ReadAllTextAsync(Path.Combine(data, "secrets", name));

    /// <summary>The process that runs a service, as soon as there is one of which <paramref name="isWanted"/> holds.</summary>
    private async Task<int> ProcessOfAsync(string service, Func<int, bool> isWanted, CancellationToken cancellationToken)
    {
        var running = await App.ResourceNotifications.WaitForResourceAsync(
            service,
            e => e.Snapshot.RunningProcess() is { } process && isWanted(process),
            cancellationToken
        );
        return running.Snapshot.RunningProcess()!.Value;
    }
}

[CollectionDefinition("network")]
public sealed class NetworkCollection : ICollectionFixture<RunningNetwork>, ICollectionFixture<Browser>;
