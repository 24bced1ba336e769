using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Sangam.Testing.Leftovers))]

namespace Sangam.Testing;

/// <summary>
/// Marks every process that comes of these tests, however far down (orchestrator, services, database server, browser), and fails the run if
/// one of them is still there a minute after the last test.
/// </summary>
public sealed class Leftovers : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ProcessMark mark = new();

    public async ValueTask InitializeAsync()
    {
        await TestPostgres.Running; // before the mark, for it stays until the tests' own process ends
        Environment.SetEnvironmentVariable(ProcessMark.Variable, mark.Value);
    }

    public async ValueTask DisposeAsync() => Assert.Empty(await mark.SurvivorsAsync(Patience));
}

/// <summary>A variable in the environment, by which the processes that inherited it are found.</summary>
public sealed class ProcessMark
{
    public const string Variable = "SANGAM_TEST_RUN";

    public string Value { get; } = $"{Guid.NewGuid():n}";

    /// <summary>The command lines of all processes that carry the mark.</summary>
    public string[] CommandLines() =>
        [
            .. from folder in Directory.GetDirectories("/proc")
            where char.IsAsciiDigit(Path.GetFileName(folder)[0])
            where Read($"{folder}/environ").Contains($"{Variable}={Value}", StringComparison.Ordinal)
            select Read($"{folder}/cmdline").Replace('\0', ' '),
        ];

    /// <summary>Those still there when the patience is over; empty as soon as there is none.</summary>
    public async Task<string[]> SurvivorsAsync(TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (CommandLines() is { Length: > 0 } left)
        {
            if (waited.Elapsed > patience)
                return left;
            await Task.Delay(100);
        }
        return [];
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended meanwhile, or belongs to somebody else
        }
    }
}
