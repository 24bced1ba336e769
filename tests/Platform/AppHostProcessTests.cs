using System.Diagnostics;

namespace Platform.Tests;

public sealed class AppHostProcessTests
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2), StopPatience = TimeSpan.FromSeconds(10);

    /// <summary>The whole stack, as <c>run.sh</c> starts it, is stopped while all of it runs: by Ctrl-C, politely, and by force.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Nothing_stays_behind_ten_seconds_after_the_app_host_is_told_to_stop(string signal)
    {
        using var folder = new TemporaryFolder();
        var mark = Guid.NewGuid().ToString("n");
        // A program started in the background of a script would ignore Ctrl-C, and so may this test's own process.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Repository.Built("AppHost", "AppHost"), $"--Data:Folder={folder.Path}", "--Demo:Enabled=false",
            "--Dashboard:Enabled=false", "--DcpPublisher:RandomizePorts=true"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SANGAM_TEST_RUN"] = mark;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:0";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        using var host = Process.Start(start)!;
        host.OutputDataReceived += (_, _) => { };
        host.ErrorDataReceived += (_, _) => { };
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        await UntilAsync(() => host.HasExited || Marked(mark).Any(p => p.Contains("Gateway.dll", StringComparison.Ordinal)), StartPatience);
        Assert.Contains(Marked(mark), p => p.Contains("postgres", StringComparison.Ordinal));

        using var kill = Process.Start("kill", [$"-{signal}", $"{host.Id}"]);
        await UntilAsync(() => !Marked(mark).Any(), StopPatience);

        Assert.Equal([], Marked(mark));
    }

    /// <summary>The command lines of all processes that were started, directly or not, under <paramref name="mark"/>.</summary>
    private static string[] Marked(string mark) =>
    [
        .. from folder in Directory.GetDirectories("/proc")
           where char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Read(Path.Combine(folder, "environ")).Contains(mark, StringComparison.Ordinal)
           select Read(Path.Combine(folder, "cmdline")).Replace('\0', ' ')
    ];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";   // it ended meanwhile, or belongs to somebody else
        }
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan patience)
    {
        for (var waited = Stopwatch.StartNew(); !condition() && waited.Elapsed < patience;) await Task.Delay(100);
    }
}
