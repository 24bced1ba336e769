namespace Membership.Tests;

/// <summary>What is measured now and then must not have stopped working by then.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public async Task Every_benchmark_still_works_at_both_sizes()
    {
        var printed = await ServiceProcess.RunAsync(Repository.Built("Benchmarks", "tests/Benchmarks"), new Dictionary<string, string>(), "--quick");

        foreach (var name in (string[])["enrol a member", "a page of 50 members", "search by name", "a call through the gateway"])
            Assert.Equal(2, printed.Split('\n').Count(line => line.Contains($"  {name}", StringComparison.Ordinal) && line.Contains("by hand", StringComparison.Ordinal)) / (name.StartsWith("a call", StringComparison.Ordinal) ? 2 : 1));
        Assert.Contains("from 200 to 2,000 members", printed, StringComparison.Ordinal);
    }
}
