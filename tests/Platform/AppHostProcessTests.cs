using System.Diagnostics;

namespace Platform.Tests;

[Collection(OneAppHostAtATime.Name)]
public sealed class AppHostProcessTests
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2),
        StopPatience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The built app host, as <c>run.sh</c> starts it: killed by force when all of it runs, told to stop in the middle of its
    /// start. The stop of everything that runs is what the end-to-end tests end with. The orchestrator clears up after a host
    /// that was killed, and takes its time to notice.
    /// </summary>
    [Theory]
    [InlineData("INT", "/Identity migrate")]
    [InlineData("TERM", "/Identity migrate")]
    [InlineData("KILL", "/Gateway")]
    public async Task Nothing_stays_behind_a_minute_after_the_app_host_is_told_to_stop(string signal, string whenThereIs)
    {
        using var folder = new TemporaryFolder();
        var mark = new ProcessMark();
        // A program started in the background of a script would ignore Ctrl-C, and so may this test's own process.
        var start = new ProcessStartInfo(
            "env",
            [
                "--default-signal=INT",
                Path.ChangeExtension(Repository.Built("AppHost", "AppHost"), null),
                $"--Data:Folder={folder.Path}",
                "--Demo:Enabled=false",
                "--Dashboard:Enabled=false",
                $"--Ports:Web={TestPostgres.FreePort()}",
                $"--Ports:Grpc={TestPostgres.FreePort()}",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ProcessMark.Variable] = mark.Value;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        using var host = Process.Start(start)!;
        host.OutputDataReceived += (_, _) => { };
        host.ErrorDataReceived += (_, _) => { };
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        for (; !mark.CommandLines().Any(line => line.Contains(whenThereIs, StringComparison.Ordinal)); await Task.Delay(100))
            Assert.False(host.HasExited || waited.Elapsed > StartPatience, $"There is no {whenThereIs}.");
        Assert.Contains(mark.CommandLines(), line => line.Contains("postgres", StringComparison.Ordinal));

        using var kill = Process.Start("kill", [$"-{signal}", $"{host.Id}"]);

        Assert.Empty(await mark.SurvivorsAsync(StopPatience));
    }
}
